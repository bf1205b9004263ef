package io.seltzer.cloud.api;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Addresses that answers point to: below the public URL if there is one, otherwise where the request came to.
///
/// @param publicUrl where users reach this control plane, without a slash at the end
public record Links(Optional<String> publicUrl) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._\\-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]");
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    Of of(HttpServerRequest request) {
        return new Of(publicUrl.orElseGet(() -> base(request)));
    }

    private static String base(HttpServerRequest request) {
        boolean encrypted = request.isSSL() || "https".equals(request.getHeader("X-Forwarded-Proto"));
        HostAndPort asked = Optional.ofNullable(request.authority())
                .filter(authority -> HOST.matcher(authority.host()).matches())
                .orElseGet(() -> HostAndPort.create("localhost", request.localAddress().port()));
        int port = asked.port();
        boolean isUsual = port < 0 || port == (encrypted ? HTTPS_PORT : HTTP_PORT);
        return (encrypted ? "https://" : "http://") + asked.host() + (isUsual ? "" : ":" + port);
    }

    /// The addresses as who made one request reaches them.
    record Of(String base) {
        String datasets() {
            return base + "/datasets";
        }

        String dataset(UUID dataset) {
            return base + "/datasets/" + dataset;
        }

        String scan(UUID scan) {
            return base + "/scans/" + scan;
        }

        String scanStatus(UUID scan) {
            return base + RestRoutes.BASE + "/scans/" + scan;
        }
    }
}
