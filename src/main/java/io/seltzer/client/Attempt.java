package io.seltzer.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLHandshakeException;

/// What sending a request once came to.
sealed interface Attempt {
    record Answered(int status, HttpHeaders headers, String body) implements Attempt {}

    /// Nothing was sent.
    ///
    /// @param reason "the connection was refused"
    /// @param mayPass whether another try has a chance
    record Unsent(String reason, boolean mayPass) implements Attempt {}

    /// Sent, at least in part, and no answer.
    record Unanswered(String reason) implements Attempt {}

    static Attempt of(Throwable failure) {
        return switch (failure) {
            case HttpConnectTimeoutException _ -> new Unsent("no connection in time", true);
            case ConnectException refused when hasCause(refused, UnresolvedAddressException.class) ->
                new Unsent("the host is not known", true);
            case ConnectException _ -> new Unsent("the connection was refused", true);
            case SSLHandshakeException _ ->
                new Unsent("no trusted TLS connection came about; a CA of your own belongs into Java's trust store", false);
            case HttpTimeoutException _ -> new Unanswered("no answer came in time");
            case IOException _ -> new Unanswered("the connection broke");
            default -> throw new IllegalStateException(failure);
        };
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
