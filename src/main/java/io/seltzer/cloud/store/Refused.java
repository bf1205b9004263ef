package io.seltzer.cloud.store;

import io.seltzer.protocol.AgentApi.Refusal;

/// A request that cannot be granted, in words for who made it.
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public enum Kind {
        NOT_FOUND,
        INVALID,
        LEASE_LOST
    }

    private final Kind kind;
    private final String code;

    private Refused(Kind kind, String code, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.code = code;
    }

    public static Refused notFound(String code, String message) {
        return new Refused(Kind.NOT_FOUND, code, message);
    }

    public static Refused invalid(String code, String message) {
        return new Refused(Kind.INVALID, code, message);
    }

    public static Refused leaseLost() {
        return new Refused(
                Kind.LEASE_LOST,
                Refusal.LEASE_LOST,
                "Another one holds this instruction by now, or it has ended. Stop the job.");
    }

    public Kind kind() {
        return kind;
    }

    /// Stable.
    public String code() {
        return code;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
