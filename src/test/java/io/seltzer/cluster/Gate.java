package io.seltzer.cluster;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// A port that leads somewhere else, and can be shut: then all that was connected is cut off, and nobody gets in.
final class Gate implements Closeable {
    private final ServerSocket server;
    private final Function<InetAddress, Optional<InetSocketAddress>> target;
    private final Set<Socket> connected = ConcurrentHashMap.newKeySet();
    private volatile boolean shut;

    private Gate(ServerSocket server, Function<InetAddress, Optional<InetSocketAddress>> target) {
        this.server = server;
        this.target = target;
    }

    /// @param target where a client gets to; nowhere when there is nobody
    static Gate at(InetSocketAddress address, Function<InetAddress, Optional<InetSocketAddress>> target)
            throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(address, 200);
        Gate gate = new Gate(server, target);
        Thread.ofVirtual().start(gate::accept);
        return gate;
    }

    int port() {
        return server.getLocalPort();
    }

    void shut() {
        shut = true;
        connected.forEach(Gate::cut);
    }

    void open() {
        shut = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> lead(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void lead(Socket client) {
        Optional<InetSocketAddress> address = shut ? Optional.empty() : target.apply(client.getInetAddress());
        if (address.isEmpty()) {
            cut(client);
            return;
        }
        Socket upstream = new Socket();
        try {
            upstream.connect(address.get(), 2_000);
        } catch (IOException nobodyThere) {
            cut(client);
            return;
        }
        connected.add(client);
        connected.add(upstream);
        Thread.ofVirtual().start(() -> copy(client, upstream));
        copy(upstream, client);
    }

    private void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException closed) {
            // One side is gone, and so is the connection.
        } finally {
            cut(from);
            cut(to);
            connected.remove(from);
            connected.remove(to);
        }
    }

    private static void cut(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // It is closed either way.
        }
    }

    @Override
    public void close() throws IOException {
        shut();
        server.close();
    }
}
