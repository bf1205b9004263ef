package io.seltzer.agent.launch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The first 80 bits of a text's sha256 as 16 characters of base32 in small letters: fit for any name and any label.
public final class ShortHash {
    private static final int CHARACTERS = 16;
    private static final int BITS_PER_CHARACTER = 5;
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

    private ShortHash() {}

    public static String of(String text) {
        byte[] digest = sha256(text);
        StringBuilder hash = new StringBuilder(CHARACTERS);
        for (int character = 0; character < CHARACTERS; character++) {
            hash.append(BASE32.charAt(fiveBits(digest, character * BITS_PER_CHARACTER)));
        }
        return hash.toString();
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
