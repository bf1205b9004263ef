package io.seltzer.client;

/// A control plane did not do what it was asked for. Its message is a sentence for a user.
public final class CloudFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final Conclusion conclusion;

    CloudFailure(Problem problem, Conclusion conclusion) {
        super(problem.sentence(), null, false, false);
        this.problem = problem;
        this.conclusion = conclusion;
    }

    public Problem problem() {
        return problem;
    }

    /// What a command that cannot go on without it ends with: ERROR, or NOT_DELIVERED when results were on their way.
    public Conclusion conclusion() {
        return conclusion;
    }
}
