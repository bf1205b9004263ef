package io.seltzer.agent;

import io.seltzer.agent.launch.JobToken;
import io.seltzer.protocol.Lease;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;

/// Mints and recognises job tokens: `<instruction id>.<epoch>.<base64url mac>`. Nothing is stored: an agent that was
/// started anew under the same API key knows the tokens of the scans that it finds running. Whether the lease is still
/// alive, a token cannot say.
final class JobTokens {
    private static final String PURPOSE = "seltzer job token 1";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final SecretKeySpec key;

    private JobTokens(SecretKeySpec key) {
        this.key = key;
    }

    /// With a key of its own, derived from the API key's secret, so that a token shows nothing about that secret.
    static JobTokens of(AgentSettings.ApiKey apiKey) {
        return new JobTokens(DerivedKey.of(apiKey, PURPOSE));
    }

    JobToken mint(Lease lease) {
        String claim = lease.instructionId() + "." + lease.epoch();
        return new JobToken(claim + "." + BASE64.encodeToString(DerivedKey.hmac(key, claim)));
    }

    /// The lease that the token stands for; empty when this agent did not mint it.
    Optional<Lease> recognise(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        Lease lease;
        try {
            lease = new Lease(UUID.fromString(parts[0]), Long.parseLong(parts[1]));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
        // Compares whole tokens, so that no other spelling of the same lease passes; in constant time.
        boolean ours = MessageDigest.isEqual(bytes(mint(lease).secret()), bytes(token));
        return ours ? Optional.of(lease) : Optional.empty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
