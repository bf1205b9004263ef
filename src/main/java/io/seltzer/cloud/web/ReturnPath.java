package io.seltzer.cloud.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Where to go after the log-in: a path of this server alone, so that no link to the log-in page leads elsewhere.
record ReturnPath(String path) {
    static final ReturnPath START = new ReturnPath("/datasets");
    private static final int LONGEST = 2_000;

    /// What was asked for, or the start page when that is no path of ours. Browsers read a second slash or a
    /// backslash as the begin of a host name, and skip control characters.
    static ReturnPath of(@Nullable String wanted) {
        return wanted != null && isOwn(wanted) ? new ReturnPath(wanted) : START;
    }

    private static boolean isOwn(String wanted) {
        return wanted.length() <= LONGEST
                && wanted.startsWith("/")
                && !wanted.startsWith("//")
                && wanted.indexOf('\\') < 0
                && wanted.chars().noneMatch(c -> c <= ' ' || c == 0x7f)
                && !wanted.startsWith("/log");
    }

    /// The log-in page that leads back here.
    String login() {
        return equals(START) ? "/login" : "/login?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    }
}
