package io.seltzer.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/// A metric taken for each value of a column.
///
/// @param column whose values are the groups
/// @param excluded values that get no series
/// @param named whether the values may leave the customer's network; otherwise a group goes by a fingerprint
public record Grouping(String column, List<String> excluded, boolean named) {
    /// A longer value goes by its fingerprint.
    private static final int LONGEST_NAME = 100;

    private static final int FINGERPRINT_BYTES = 8;

    public Grouping {
        excluded = List.copyOf(excluded);
    }

    /// By what a group goes: its value, or 16 hexadecimal digits of which the value cannot be told.
    ///
    /// @param value in the database's own text form; blank ones have no name
    public String key(UUID monitor, String value) {
        return named && !value.isBlank() && value.length() <= LONGEST_NAME ? value : fingerprint(monitor, value);
    }

    /// Of the monitor too, so that one value has another fingerprint in each.
    private static String fingerprint(UUID monitor, String value) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(monitor.toString().getBytes(UTF_8));
            byte[] hash = digest.digest(value.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
