package io.seltzer.agent.launch;

import io.seltzer.protocol.Lease;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The one name that a lease's job can have. A second launch under the same lease meets the first; a lease granted
/// again gives another name. Fits a DNS label.
public final class JobName {
    private static final String PREFIX = "scan-";
    private static final int CHARACTERS = 16;
    private static final int BITS_PER_CHARACTER = 5;
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

    private JobName() {}

    /// `scan-` and the first 16 base32 characters of sha256 over `<instruction id>|<epoch>`.
    public static String of(Lease lease) {
        byte[] digest = sha256(lease.instructionId() + "|" + lease.epoch());
        StringBuilder name = new StringBuilder(PREFIX);
        for (int character = 0; character < CHARACTERS; character++) {
            name.append(BASE32.charAt(fiveBits(digest, character * BITS_PER_CHARACTER)));
        }
        return name.toString();
    }

    private static int fiveBits(byte[] bytes, int from) {
        int twoBytes = (bytes[from / 8] & 0xff) << 8 | (bytes[from / 8 + 1] & 0xff);
        return twoBytes >> (16 - BITS_PER_CHARACTER - from % 8) & 0x1f;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
