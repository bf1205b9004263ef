package io.seltzer.http;

import io.vertx.core.net.TrustOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Certificate authorities as PEM text.
public final class Authorities {
    private Authorities() {}

    /// The usual authorities, and these.
    ///
    /// @throws IllegalArgumentException when the text holds no certificate
    public static TrustOptions usualAnd(String pem) {
        try {
            KeyStore together = KeyStore.getInstance(KeyStore.getDefaultType());
            together.load(null, null);
            int number = 0;
            for (Certificate authority : usual()) {
                together.setCertificateEntry("usual-" + number++, authority);
            }
            for (Certificate authority : certificates(pem)) {
                together.setCertificateEntry("own-" + number++, authority);
            }
            return TrustOptions.wrap(factory(together));
        } catch (GeneralSecurityException | IOException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /// @return one at least
    /// @throws IllegalArgumentException when the text holds no certificate
    public static Collection<? extends Certificate> certificates(String pem) {
        try {
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            if (!found.isEmpty()) {
                return found;
            }
        } catch (CertificateException garbled) {
            // As if there were none.
        }
        throw new IllegalArgumentException("There is no certificate in the PEM text.");
    }

    private static Collection<X509Certificate> usual() throws GeneralSecurityException {
        return Arrays.stream(factory(null).getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
                .toList();
    }

    @SuppressWarnings("NullAway") // no key store stands for the usual authorities
    private static TrustManagerFactory factory(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
