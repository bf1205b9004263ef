package io.seltzer.protocol.soda;

/// Cuts texts of clients to a size that is kept.
final class ShortText {
    private static final String MORE = "…";

    private ShortText() {}

    /// @param most UTF-16 units; never cuts a pair of them in two
    static String of(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - MORE.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + MORE;
    }
}
