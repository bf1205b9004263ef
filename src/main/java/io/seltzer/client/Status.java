package io.seltzer.client;

/// The HTTP statuses that mean something of their own here.
final class Status {
    static final int OK = 200;
    static final int TEMPORARY_REDIRECT = 307;
    static final int PERMANENT_REDIRECT = 308;
    static final int BAD_REQUEST = 400;
    static final int UNAUTHORISED = 401;
    static final int NOT_FOUND = 404;
    static final int REQUEST_TIMEOUT = 408;
    static final int TOO_MANY_REQUESTS = 429;

    private Status() {}

    static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    static boolean isRedirect(int status) {
        return status >= 300 && status < 400;
    }

    /// Said by what stands before a server that is not there for now.
    static boolean isGatewayFailure(int status) {
        return status >= 502 && status <= 504;
    }
}
