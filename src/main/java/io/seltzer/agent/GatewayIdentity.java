package io.seltzer.agent;

import io.vertx.core.net.KeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;

/// Who the gateway is to scans: a key and a self-signed certificate, both derived from the API key's secret. So every
/// replica of an agent shows the same one, today and after a restart, and none has to be stored or passed on: the scan
/// gets the certificate with its job and accepts no other.
///
/// Ed25519, because both the key and the signature follow from the seed alone.
public final class GatewayIdentity {
    /// Of the certificate; scans compare the certificate itself, not the name.
    static final String NAME = "seltzer-agent-gateway";

    private static final String PURPOSE = "seltzer gateway key 1";
    private static final String ALGORITHM = "Ed25519";

    private static final byte[] ED25519 = Der.sequence(Der.known(0x06, 0x2b, 0x65, 0x70));
    private static final byte[] VERSION_3 = Der.of(0xa0, Der.known(0x02, 2));
    private static final byte[] SERIAL = Der.known(0x02, 1);
    /// Both for good: that a certificate is the expected one, its bytes say, and clocks of pods may be off.
    private static final byte[] VALIDITY =
            Der.sequence(Der.ascii(0x17, "200101000000Z"), Der.ascii(0x17, "491231235959Z"));
    private static final byte[] COMMON_NAME = Der.sequence(
            Der.set(Der.sequence(Der.known(0x06, 0x55, 0x04, 0x03), Der.ascii(0x0c, NAME))));
    private static final byte[] TRUE = Der.known(0x01, 0xff);
    private static final byte[] NO_AUTHORITY =
            Der.sequence(Der.known(0x06, 0x55, 0x1d, 0x13), TRUE, Der.of(0x04, Der.sequence()));
    private static final byte[] SIGNS_ONLY =
            Der.sequence(Der.known(0x06, 0x55, 0x1d, 0x0f), TRUE, Der.of(0x04, Der.known(0x03, 7, 0x80)));
    private static final byte[] ALSO_CALLED = Der.sequence(
            Der.known(0x06, 0x55, 0x1d, 0x11), Der.of(0x04, Der.sequence(Der.ascii(0x82, NAME))));
    private static final byte[] EXTENSIONS = Der.of(0xa3, Der.sequence(NO_AUTHORITY, SIGNS_ONLY, ALSO_CALLED));

    private final KeyPair keys;
    private final X509Certificate certificate;

    private GatewayIdentity(KeyPair keys, X509Certificate certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    /// The secret cannot be found from what the certificate shows.
    public static GatewayIdentity of(AgentSettings.ApiKey apiKey) {
        return ofSeed(DerivedKey.of(apiKey, PURPOSE).getEncoded());
    }

    static GatewayIdentity ofSeed(byte[] seed) {
        try {
            KeyPair keys = keys(seed);
            return new GatewayIdentity(keys, certificate(keys));
        } catch (GeneralSecurityException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /// For the scan.
    public String pem() {
        try {
            String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// For the server.
    public KeyCertOptions options() {
        try {
            char[] none = new char[0];
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, none);
            store.setKeyEntry(NAME, keys.getPrivate(), none, new Certificate[] {certificate});
            KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
            factory.init(store, none);
            return KeyCertOptions.wrap((X509KeyManager) factory.getKeyManagers()[0]);
        } catch (GeneralSecurityException | IOException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    X509Certificate certificate() {
        return certificate;
    }

    private static KeyPair keys(byte[] seed) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
        generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
        KeyPair keys = generator.generateKeyPair();
        // The private key is the seed (RFC 8032, 5.1.5). A provider that asked for other randomness would give every
        // replica another identity.
        byte[] made = ((EdECPrivateKey) keys.getPrivate()).getBytes().orElseThrow();
        if (!Arrays.equals(made, seed)) {
            throw new IllegalStateException("This Java makes Ed25519 keys of something else than the given seed.");
        }
        return keys;
    }

    /// Says the same for ever.
    private static final class Seed extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final byte[] bytes;

        Seed(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] wanted) {
            if (wanted.length != bytes.length) {
                throw new IllegalStateException("A seed has " + bytes.length + " bytes.");
            }
            System.arraycopy(bytes, 0, wanted, 0, wanted.length);
        }
    }

    private static X509Certificate certificate(KeyPair keys) throws GeneralSecurityException {
        byte[] signed = Der.sequence(
                VERSION_3,
                SERIAL,
                ED25519,
                COMMON_NAME,
                VALIDITY,
                COMMON_NAME,
                keys.getPublic().getEncoded(),
                EXTENSIONS);
        Signature signature = Signature.getInstance(ALGORITHM);
        signature.initSign(keys.getPrivate());
        signature.update(signed);
        byte[] bits = Der.of(0x03, new byte[] {0}, signature.sign());
        return parse(Der.sequence(signed, ED25519, bits));
    }

    private static X509Certificate parse(byte[] der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }
}
