package io.seltzer.cloud.web;

/// The log-in page.
///
/// @param next where to go afterwards, a path of our own
/// @param keyId as typed before
/// @param problem why it did not work; empty at first
public record LoginForm(String next, String keyId, String problem) {}
