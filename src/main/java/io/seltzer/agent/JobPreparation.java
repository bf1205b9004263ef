package io.seltzer.agent;

import io.seltzer.agent.Answer.Accepted;
import io.seltzer.agent.Answer.LeaseLost;
import io.seltzer.agent.Answer.Refused;
import io.seltzer.agent.Answer.Unauthorised;
import io.seltzer.agent.Answer.Unavailable;
import io.seltzer.agent.launch.JobEnd.NotLaunched;
import io.seltzer.agent.launch.JobLabels;
import io.seltzer.agent.launch.JobLauncher;
import io.seltzer.agent.launch.JobSpec;
import io.seltzer.agent.launch.LaunchOutcome;
import io.seltzer.agent.launch.ScanAccess;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.ScanBundle;
import io.seltzer.protocol.WireJson;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// From a lease to a job: fetches the bundle, and asks the launcher. A scan whose bundle cannot be had is never
/// started.
final class JobPreparation {
    private final ControlPlane controlPlane;
    private final JobLauncher launcher;
    private final JobTokens tokens;
    private final Backoff backoff;
    private final URI gateway;
    private final AgentMetrics metrics;
    private final Vertx vertx;

    JobPreparation(AgentParts parts, URI gateway) {
        this.controlPlane = parts.controlPlane();
        this.launcher = parts.launcher();
        this.tokens = parts.tokens();
        this.backoff = parts.backoff();
        this.gateway = gateway;
        this.metrics = parts.metrics();
        this.vertx = parts.vertx();
    }

    sealed interface Outcome {
        record Launched() implements Outcome {}

        record LeaseLost() implements Outcome {}

        /// Nobody wanted the job any more before there was one.
        record Unwanted() implements Outcome {}

        record Failed(NotLaunched end) implements Outcome {}
    }

    /// Asks for the bundle until the control plane gives or refuses it. Never fails.
    ///
    /// @param wanted asked before every step
    /// @param fetched gets the bundle before there is a job that could ask for it
    Future<Outcome> launch(JobLabels labels, BooleanSupplier wanted, Consumer<ScanBundle> fetched) {
        return attempt(labels, wanted, fetched, 1);
    }

    /// The bundle for the scan of a job that another agent launched.
    Future<ScanBundle> bundle(Lease lease) {
        return controlPlane.bundle(lease).compose(answer -> answer instanceof Accepted(var body, _)
                ? Future.succeededFuture(WireJson.read(body.getBytes(), ScanBundle.class))
                : Future.failedFuture("The control plane does not give the bundle."));
    }

    private Future<Outcome> attempt(
            JobLabels labels, BooleanSupplier wanted, Consumer<ScanBundle> fetched, int number) {
        if (!wanted.getAsBoolean()) {
            return Future.succeededFuture(new Outcome.Unwanted());
        }
        return controlPlane.bundle(labels.lease()).compose(answer -> switch (answer) {
            case Accepted(var body, _) -> create(labels, body.getBytes(), wanted, fetched);
            case LeaseLost() -> Future.succeededFuture(new Outcome.LeaseLost());
            case Refused(_, String code) ->
                failed(
                        "bundle.refused",
                        "The control plane does not give the scan its bundle (" + code + ").",
                        false);
            case Unavailable(_, Optional<Duration> retryAfter) ->
                vertx.timer(retryAfter.orElse(backoff.after(number)).toMillis())
                        .compose(_ -> attempt(labels, wanted, fetched, number + 1));
            case Unauthorised _ ->
                vertx.timer(backoff.after(number).toMillis())
                        .compose(_ -> attempt(labels, wanted, fetched, number + 1));
        });
    }

    private Future<Outcome> create(
            JobLabels labels, byte[] body, BooleanSupplier wanted, Consumer<ScanBundle> fetched) {
        ScanBundle bundle;
        try {
            bundle = WireJson.read(body, ScanBundle.class);
        } catch (WireJson.NotUnderstood anotherVersion) {
            return failed(
                    "bundle.not-understood",
                    "The agent does not understand the bundle of the scan. Run the same version of agent and control "
                            + "plane.",
                    false);
        }
        if (!wanted.getAsBoolean()) {
            return Future.succeededFuture(new Outcome.Unwanted());
        }
        fetched.accept(bundle);
        JobSpec spec = JobSpec.of(labels, ScanAccess.local(gateway, tokens.mint(labels.lease())));
        return launcher.launch(spec)
                .<Outcome>map(outcome -> switch (outcome) {
                    case LaunchOutcome.Launched() -> new Outcome.Launched();
                    case LaunchOutcome.NotNow(String code, String reason) -> {
                        metrics.launchPostponed(code);
                        yield new Outcome.Failed(new NotLaunched(code, reason, true));
                    }
                    case LaunchOutcome.Refused(NotLaunched end) -> new Outcome.Failed(end);
                })
                .recover(failure -> failed(
                        "job.not-launched",
                        "The agent could not launch a job (" + failure.getClass().getSimpleName() + ").",
                        true));
    }

    private static Future<Outcome> failed(String code, String message, boolean retry) {
        return Future.succeededFuture(new Outcome.Failed(new NotLaunched(code, message, retry)));
    }
}
