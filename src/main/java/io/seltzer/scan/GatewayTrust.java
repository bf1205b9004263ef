package io.seltzer.scan;

import io.vertx.core.net.TrustOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/// Whom a scan takes for its gateway.
final class GatewayTrust {
    private GatewayTrust() {}

    /// Nobody but the holder of this certificate, under whatever host name and at whatever time: it came with the job.
    ///
    /// @throws IllegalArgumentException when the text holds no certificate
    static TrustOptions only(String pem) {
        return TrustOptions.wrap((TrustManager) new OneCertificate(certificates(pem).iterator().next()));
    }

    /// The usual authorities, and these.
    ///
    /// @throws IllegalArgumentException when the text holds no certificate
    static TrustOptions usualAnd(String pem) {
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

    private static Collection<X509Certificate> usual() throws GeneralSecurityException {
        return Arrays.stream(factory(null).getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
                .toList();
    }

    @SuppressWarnings("NullAway") // no key store stands for the usual authorities
    private static TrustManagerFactory factory(@org.jspecify.annotations.Nullable KeyStore store)
            throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static Collection<? extends Certificate> certificates(String pem) {
        try {
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            if (!found.isEmpty()) {
                return found;
            }
        } catch (CertificateException garbled) {
            // As if there were none.
        }
        throw new IllegalArgumentException("There is no certificate in the PEM text for the gateway.");
    }

    /// Compares bytes. That the other side holds the key, the handshake has shown by then.
    private static final class OneCertificate extends X509ExtendedTrustManager {
        private final byte[] expected;

        OneCertificate(Certificate certificate) {
            try {
                this.expected = certificate.getEncoded();
            } catch (CertificateException impossible) {
                throw new IllegalArgumentException(impossible);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            if (chain.length == 0 || !MessageDigest.isEqual(chain[0].getEncoded(), expected)) {
                throw new CertificateException("This is not the gateway of the job.");
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            checkServerTrusted(chain, authType);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            checkServerTrusted(chain, authType);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("Scans serve nobody.");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            checkClientTrusted(chain, authType);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            checkClientTrusted(chain, authType);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
