package io.seltzer.cloud.web;

/// Checks by outcome.
public record Tally(int passed, int warned, int failed, int unevaluated) {
    public static final Tally NONE = new Tally(0, 0, 0, 0);

    public int total() {
        return passed + warned + failed + unevaluated;
    }

    /// Share of passed checks, 0 to 100, rounded down so that 100 means all. 0 without checks.
    public int passedPercent() {
        return total() == 0 ? 0 : (int) (100L * passed / total());
    }

    Tally plus(State state) {
        return switch (state) {
            case PASSED -> new Tally(passed + 1, warned, failed, unevaluated);
            case WARNING -> new Tally(passed, warned + 1, failed, unevaluated);
            case FAILED -> new Tally(passed, warned, failed + 1, unevaluated);
            case NOT_EVALUATED, ERROR, TIMED_OUT -> new Tally(passed, warned, failed, unevaluated + 1);
            case QUEUED, STARTING, RUNNING, CANCELING, TIMING_OUT, CANCELED, NO_RESULT -> this;
        };
    }

    /// The worst of it, in words.
    public Badge badge() {
        if (failed > 0) {
            return new Badge(State.FAILED, Figures.count(failed) + " failed");
        }
        if (unevaluated > 0) {
            return new Badge(State.NOT_EVALUATED, Figures.count(unevaluated) + " not evaluated");
        }
        if (warned > 0) {
            return new Badge(State.WARNING, Figures.count(warned) + (warned == 1 ? " warning" : " warnings"));
        }
        return passed > 0 ? new Badge(State.PASSED, "All passed") : new Badge(State.NO_RESULT, "No results");
    }
}
