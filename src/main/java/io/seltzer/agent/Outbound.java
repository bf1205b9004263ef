package io.seltzer.agent;

import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.net.TrustOptions;
import io.vertx.ext.web.client.WebClientOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// How requests of the agent reach its control plane: through which proxy, and whose certificates they trust. Blocking:
/// it reads files.
final class Outbound {
    private static final int DEFAULT_PROXY_PORT = 80;

    private Outbound() {}

    /// @throws IOException with a sentence, when the file of authorities holds none
    static WebClientOptions of(AgentSettings settings) throws IOException {
        WebClientOptions options = new WebClientOptions()
                .setUserAgent("seltzer-agent/" + settings.version())
                .setFollowRedirects(false)
                .setConnectTimeout((int) settings.timings().request().toMillis());
        settings.outbound().proxy().ifPresent(proxy -> options.setProxyOptions(proxy(proxy)));
        Optional<Path> authorities = settings.outbound().authorities();
        if (authorities.isPresent()) {
            options.setTrustOptions(TrustOptions.wrap(trusting(authorities.get())));
        }
        return options;
    }

    private static ProxyOptions proxy(URI proxy) {
        ProxyOptions options = new ProxyOptions()
                .setType(ProxyType.HTTP)
                .setHost(proxy.getHost())
                .setPort(proxy.getPort() < 0 ? DEFAULT_PROXY_PORT : proxy.getPort());
        if (proxy.getUserInfo() != null) {
            String[] login = proxy.getUserInfo().split(":", 2);
            options.setUsername(login[0]).setPassword(login.length == 2 ? login[1] : "");
        }
        return options;
    }

    /// Trusts the usual authorities and those of the file.
    private static X509TrustManager trusting(Path authorities) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            List<Certificate> all = new ArrayList<>(List.of(manager(null).getAcceptedIssuers()));
            all.addAll(certificates(authorities));
            for (int i = 0; i < all.size(); i++) {
                store.setCertificateEntry("authority-" + i, all.get(i));
            }
            return manager(store);
        } catch (GeneralSecurityException | IOException unreadable) {
            throw new IOException(
                    "The file " + authorities + " holds no certificate authorities as PEM. Correct authorities in the "
                            + "settings file.",
                    unreadable);
        }
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (found.isEmpty() || !found.stream().allMatch(X509Certificate.class::isInstance)) {
                throw new GeneralSecurityException("No certificate");
            }
            return found;
        }
    }

    /// @param store null for the usual authorities
    private static X509TrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("No trust manager for X.509");
    }
}
