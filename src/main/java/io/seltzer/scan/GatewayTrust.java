package io.seltzer.scan;

import io.seltzer.http.Authorities;
import io.vertx.core.net.TrustOptions;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// Whom a scan takes for its gateway.
final class GatewayTrust {
    private GatewayTrust() {}

    /// Nobody but the holder of this certificate, under whatever host name and at whatever time: it came with the job.
    ///
    /// @throws IllegalArgumentException when the text holds no certificate
    static TrustOptions only(String pem) {
        return TrustOptions.wrap((TrustManager) new OneCertificate(
                Authorities.certificates(pem).iterator().next()));
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
