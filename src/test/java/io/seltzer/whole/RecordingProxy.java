package io.seltzer.whole;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Stands between agent and control plane and writes down every byte, in both directions.
final class RecordingProxy implements Closeable {
    private final ServerSocket server;
    private final int target;
    private final ByteArrayOutputStream record = new ByteArrayOutputStream();

    private RecordingProxy(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    static RecordingProxy to(int target) throws IOException {
        RecordingProxy proxy = new RecordingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
        Thread.ofVirtual().start(proxy::accept);
        return proxy;
    }

    String url() {
        return "http://localhost:" + server.getLocalPort();
    }

    String recorded() {
        return record.toString(StandardCharsets.UTF_8);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
                Thread.ofVirtual().start(() -> copy(client, upstream));
                Thread.ofVirtual().start(() -> copy(upstream, client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void copy(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                record.write(buffer, 0, read);
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException closed) {
            // One side is gone, and so is the connection.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
