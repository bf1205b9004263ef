package io.seltzer.config;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Which proxy leads to an address. This computer is always reached directly.
///
/// @param byScheme proxy by the scheme of the address, `https` or `http`
/// @param direct hosts, domains with what is below them, and networks (`10.0.0.0/8`) that need none
public record Proxies(Map<String, URI> byScheme, List<String> direct) {
    public static final Proxies NONE = new Proxies(Map.of(), List.of());
    private static final List<String> SCHEMES = List.of("https", "http");
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*]?");

    public Proxies {
        byScheme = Map.copyOf(byScheme);
        direct = List.copyOf(direct);
    }

    /// Of the usual variables: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, in small letters too.
    public static Proxies of(Function<String, Optional<String>> environment) {
        Map<String, URI> byScheme = new HashMap<>();
        for (String scheme : SCHEMES) {
            variable(environment, scheme + "_proxy")
                    .or(() -> variable(environment, "all_proxy"))
                    .flatMap(Proxies::address)
                    .ifPresent(proxy -> byScheme.put(scheme, proxy));
        }
        return new Proxies(byScheme, exceptions(variable(environment, "no_proxy").orElse("")));
    }

    /// One proxy for everything.
    ///
    /// @param except separated by commas
    public static Proxies of(URI proxy, String except) {
        return new Proxies(Map.of("https", proxy, "http", proxy), exceptions(except));
    }

    /// Empty when the address is reached directly.
    public Optional<URI> to(URI address) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        return isDirect(host, address.getPort())
                ? Optional.empty()
                : Optional.ofNullable(
                        byScheme.get(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT)));
    }

    /// The address of a proxy as people write it, with or without a scheme; empty when it is none.
    public static Optional<URI> address(String proxy) {
        try {
            URI uri = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
            return uri.getHost() == null ? Optional.empty() : Optional.of(uri);
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static Optional<String> variable(Function<String, Optional<String>> environment, String name) {
        return environment
                .apply(name)
                .or(() -> environment.apply(name.toUpperCase(Locale.ROOT)))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static List<String> exceptions(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    private boolean isDirect(String host, int port) {
        return host.equals("localhost")
                || host.startsWith("127.")
                || host.equals("[::1]")
                || direct.stream().anyMatch(entry -> covers(entry, host, port));
    }

    private static boolean covers(String entry, String host, int port) {
        if (entry.contains("/")) {
            return contains(entry, host);
        }
        String domain = entry.startsWith("*.") ? entry.substring(1) : entry;
        return domain.equals("*")
                || domain.equals(host)
                || domain.equals(host + ":" + port)
                || host.endsWith(domain.startsWith(".") ? domain : "." + domain);
    }

    /// Only addresses that are written as numbers are compared with networks: no name is looked up for it.
    private static boolean contains(String network, String host) {
        String[] parts = network.split("/", 2);
        if (!NUMERIC.matcher(host).matches() || !NUMERIC.matcher(parts[0]).matches()) {
            return false;
        }
        try {
            byte[] base = InetAddress.ofLiteral(parts[0]).getAddress();
            byte[] address = InetAddress.ofLiteral(host).getAddress();
            int shift = base.length * 8 - Integer.parseInt(parts[1]);
            return base.length == address.length
                    && shift >= 0
                    && new BigInteger(1, base).shiftRight(shift).equals(new BigInteger(1, address).shiftRight(shift));
        } catch (IllegalArgumentException noNetwork) {
            return false;
        }
    }
}
