package io.seltzer.client;

import io.seltzer.config.Proxies;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The proxies of the environment, for Java's HTTP client.
final class EnvironmentProxies extends ProxySelector {
    private static final int DEFAULT_PORT = 80;

    private final Proxies proxies;

    private EnvironmentProxies(Proxies proxies) {
        this.proxies = proxies;
    }

    static ProxySelector of(Function<String, Optional<String>> environment) {
        return new EnvironmentProxies(Proxies.of(environment));
    }

    @Override
    public List<Proxy> select(URI uri) {
        return List.of(proxies.to(uri)
                .map(proxy -> new Proxy(
                        Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(
                                proxy.getHost(), proxy.getPort() < 0 ? DEFAULT_PORT : proxy.getPort())))
                .orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // The request itself fails.
    }
}
