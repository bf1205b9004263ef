package io.seltzer.cloud.store;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A random text that stands for a log-in. Its holder has the text; the database has its hash, so that whoever reads
/// the table cannot come in.
public final class OpaqueToken {
    private OpaqueToken() {}

    /// 256 random bits.
    public static String generate() {
        return ApiSecret.generate();
    }

    /// A fast hash without salt suffices: there is nothing to guess.
    public static Buffer hash(String token) {
        try {
            return Buffer.buffer(
                    MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
