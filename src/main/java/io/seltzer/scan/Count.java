package io.seltzer.scan;

/// Numbers of things, in words.
public final class Count {
    private Count() {}

    /// `1 check`, `2 checks`.
    public static String of(long number, String thing) {
        return of(number, thing, thing + "s");
    }

    /// `1 query`, `2 queries`.
    public static String of(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
