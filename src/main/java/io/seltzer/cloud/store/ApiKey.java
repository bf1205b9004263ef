package io.seltzer.cloud.store;

import java.util.regex.Pattern;

/// An API key with its secret in plain: what a user sends, what an operator sets, what the server hands out once.
public record ApiKey(String id, String secret) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int SHORTEST_SECRET = 16;

    /// Whether a text can be the id of a key at all.
    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    /// A new key with a secret of 256 random bits.
    static ApiKey generate() {
        StringBuilder id = new StringBuilder("key-");
        for (byte part : ApiSecret.random(6)) {
            id.append("%02x".formatted(part));
        }
        return new ApiKey(id.toString(), ApiSecret.generate());
    }

    /// @throws IllegalArgumentException with what is wrong, without the secret
    public ApiKey mustBeSafe() {
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "The id of an API key is 1 to 64 letters, digits, '-' or '_'. Choose another one.");
        }
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("The secret of API key " + id + " is shorter than " + SHORTEST_SECRET
                    + " characters. Use a random one, e.g. from: openssl rand -hex 32");
        }
        return this;
    }

    /// Without the secret.
    @Override
    public String toString() {
        return "ApiKey[" + id + "]";
    }
}
