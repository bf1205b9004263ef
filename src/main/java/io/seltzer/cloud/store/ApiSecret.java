package io.seltzer.cloud.store;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// What is stored of an API key's secret. A fast hash suffices: secrets that the server makes have 256 random
/// bits, so there is nothing to guess.
record ApiSecret(Buffer salt, Buffer hash) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT_BYTES = 16;
    private static final int SECRET_BYTES = 32;

    static String generate() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES));
    }

    static ApiSecret of(String secret) {
        Buffer salt = Buffer.buffer(random(SALT_BYTES));
        return new ApiSecret(salt, Buffer.buffer(hash(salt, secret)));
    }

    /// In constant time.
    boolean matches(String secret) {
        return MessageDigest.isEqual(hash.getBytes(), hash(salt, secret));
    }

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static byte[] hash(Buffer salt, String secret) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(salt.getBytes());
            return sha256.digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return "ApiSecret";
    }
}
