package io.seltzer.cli;

/// Numbers of things, in words.
final class Count {
    private Count() {}

    /// `1 check`, `2 checks`.
    static String of(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
