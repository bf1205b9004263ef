package io.seltzer.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The proxies of the usual variables: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, in small letters too.
/// This computer is always reached directly.
final class EnvironmentProxies extends ProxySelector {
    private static final int DEFAULT_PORT = 80;

    private final Map<String, InetSocketAddress> byScheme;
    private final List<String> direct;

    private EnvironmentProxies(Map<String, InetSocketAddress> byScheme, List<String> direct) {
        this.byScheme = byScheme;
        this.direct = direct;
    }

    static ProxySelector of(Function<String, Optional<String>> environment) {
        Map<String, InetSocketAddress> byScheme = Stream.of("https", "http")
                .flatMap(scheme -> variable(environment, scheme + "_proxy")
                        .or(() -> variable(environment, "all_proxy"))
                        .flatMap(EnvironmentProxies::address)
                        .map(address -> Map.entry(scheme, address))
                        .stream())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        List<String> direct = variable(environment, "no_proxy").stream()
                .flatMap(list -> Arrays.stream(list.split(",", -1)))
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .toList();
        return new EnvironmentProxies(byScheme, direct);
    }

    private static Optional<String> variable(Function<String, Optional<String>> environment, String name) {
        return environment
                .apply(name)
                .or(() -> environment.apply(name.toUpperCase(Locale.ROOT)))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static Optional<InetSocketAddress> address(String proxy) {
        try {
            URI uri = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
            return Optional.ofNullable(uri.getHost())
                    .map(host -> InetSocketAddress.createUnresolved(host, uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort()));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    @Override
    public List<Proxy> select(URI uri) {
        InetSocketAddress proxy = byScheme.get(uri.getScheme().toLowerCase(Locale.ROOT));
        return List.of(
                proxy == null || isDirect(uri.getHost().toLowerCase(Locale.ROOT), uri.getPort())
                        ? Proxy.NO_PROXY
                        : new Proxy(Proxy.Type.HTTP, proxy));
    }

    private boolean isDirect(String host, int port) {
        return host.equals("localhost")
                || host.startsWith("127.")
                || host.equals("[::1]")
                || direct.stream().anyMatch(entry -> covers(entry, host, port));
    }

    private static boolean covers(String entry, String host, int port) {
        String domain = entry.startsWith("*.") ? entry.substring(1) : entry;
        return domain.equals("*")
                || domain.equals(host)
                || domain.equals(host + ":" + port)
                || host.endsWith(domain.startsWith(".") ? domain : "." + domain);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // The request itself fails.
    }
}
