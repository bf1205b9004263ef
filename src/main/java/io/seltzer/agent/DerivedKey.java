package io.seltzer.agent;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Keys that every replica of an agent can make from the API key's secret, one for each purpose: none shows anything
/// of another or of the secret.
final class DerivedKey {
    static final String ALGORITHM = "HmacSHA256";

    private DerivedKey() {}

    /// 256 bits.
    static SecretKeySpec of(AgentSettings.ApiKey apiKey, String purpose) {
        SecretKeySpec secret = new SecretKeySpec(apiKey.secret().getBytes(StandardCharsets.UTF_8), ALGORITHM);
        return new SecretKeySpec(hmac(secret, purpose), ALGORITHM);
    }

    static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
