package io.seltzer.cloud.web;

/// Ends a request with a page that says why.
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    Refusal(Problem problem) {
        super(problem.headline(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
