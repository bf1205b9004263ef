package io.seltzer.agent;

import io.seltzer.http.Authorities;
import io.seltzer.http.HttpProxy;
import io.vertx.core.net.TrustOptions;
import io.vertx.ext.web.client.WebClientOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// How requests of the agent reach its control plane: through which proxy, and whose certificates they trust. Blocking:
/// it reads files.
final class Outbound {
    private Outbound() {}

    /// @throws IOException with a sentence, when the file of authorities holds none
    static WebClientOptions of(AgentSettings settings) throws IOException {
        WebClientOptions options = new WebClientOptions()
                .setUserAgent("seltzer-agent/" + settings.version())
                .setFollowRedirects(false)
                .setConnectTimeout((int) settings.timings().request().toMillis());
        settings.outbound().proxy().ifPresent(proxy -> options.setProxyOptions(HttpProxy.options(proxy)));
        Optional<Path> authorities = settings.outbound().authorities();
        if (authorities.isPresent()) {
            options.setTrustOptions(trusting(authorities.get()));
        }
        return options;
    }

    /// Trusts the usual authorities and those of the file.
    private static TrustOptions trusting(Path authorities) throws IOException {
        try {
            return Authorities.usualAnd(Files.readString(authorities, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException | IOException unreadable) {
            throw new IOException(
                    "The file " + authorities + " holds no certificate authorities as PEM. Correct authorities in the "
                            + "settings file.",
                    unreadable);
        }
    }
}
