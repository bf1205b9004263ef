package io.seltzer.cloud.api;

/// What one request may take.
///
/// @param bodyBytes largest body
/// @param requestSeconds after which a request is answered 503, except a held claim
/// @param pollSeconds longest time that a claim is held open
public record Limits(long bodyBytes, int requestSeconds, int pollSeconds) {
    public static final Limits USUAL = new Limits(32L * 1024 * 1024, 30, 25);
}
