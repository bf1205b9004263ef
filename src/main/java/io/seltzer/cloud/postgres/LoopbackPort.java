package io.seltzer.cloud.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Ports of 127.0.0.1. What is free now can be taken a moment later.
final class LoopbackPort {
    static final String HOST = "127.0.0.1";

    private static final int ANY = 0;

    private LoopbackPort() {}

    static boolean isFree(int port) {
        try (ServerSocket socket = bound(port)) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }

    static int free() throws IOException {
        try (ServerSocket socket = bound(ANY)) {
            return socket.getLocalPort();
        }
    }

    private static ServerSocket bound(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), port));
        return socket;
    }
}
