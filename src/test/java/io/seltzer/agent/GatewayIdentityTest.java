package io.seltzer.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.agent.AgentSettings.ApiKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.EdECPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatewayIdentityTest {
    private static final ApiKey KEY = new ApiKey("key", "open sesame");

    @Test
    void every_replica_shows_the_same_certificate() {
        // When
        String one = GatewayIdentity.of(KEY).pem();
        String other = GatewayIdentity.of(new ApiKey("key", "open sesame")).pem();

        // Then
        assertThat(one).isEqualTo(other).startsWith("-----BEGIN CERTIFICATE-----\n");
    }

    @Test
    void another_secret_makes_another_one() {
        assertThat(GatewayIdentity.of(KEY).pem())
                .isNotEqualTo(GatewayIdentity.of(new ApiKey("key", "open barley")).pem());
    }

    /// RFC 8032, 7.1, test 1. A Java that made its keys otherwise would give each replica a certificate of its own.
    @Test
    void the_key_follows_from_the_seed_as_the_standard_says() {
        // Given
        byte[] seed = HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

        // When
        X509Certificate certificate = GatewayIdentity.ofSeed(seed).certificate();

        // Then
        byte[] encoded = certificate.getPublicKey().getEncoded();
        assertThat(HexFormat.of().formatHex(encoded))
                .endsWith("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        assertThat(certificate.getPublicKey()).isInstanceOf(EdECPublicKey.class);
    }

    @Test
    void it_is_a_certificate_that_others_can_read() throws Exception {
        // When
        X509Certificate certificate = GatewayIdentity.of(KEY).certificate();

        // Then
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity(Date.from(Instant.parse("2026-01-01T00:00:00Z")));
        certificate.checkValidity(Date.from(Instant.parse("2049-01-01T00:00:00Z")));
        assertThat(certificate.getVersion()).isEqualTo(3);
        assertThat(certificate.getSigAlgName()).isEqualTo("Ed25519");
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=" + GatewayIdentity.NAME);
        assertThat(certificate.getIssuerX500Principal()).isEqualTo(certificate.getSubjectX500Principal());
        assertThat(certificate.getSubjectAlternativeNames()).containsExactly(List.of(2, GatewayIdentity.NAME));
        assertThat(certificate.getBasicConstraints()).as("no authority").isEqualTo(-1);
        assertThat(certificate.getKeyUsage()).startsWith(true, false, false, false, false, false);
    }

    @Test
    void it_shows_nothing_of_the_secret() {
        assertThat(GatewayIdentity.of(KEY).pem()).doesNotContain("sesame");
    }
}
