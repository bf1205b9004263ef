package io.seltzer.agent;

import io.seltzer.agent.Answer.Accepted;
import io.seltzer.agent.Answer.LeaseLost;
import io.seltzer.agent.Answer.Refused;
import io.seltzer.agent.Answer.Unauthorised;
import io.seltzer.agent.Answer.Unavailable;
import io.seltzer.agent.launch.Job.Obstacle;
import io.seltzer.agent.launch.JobEnd.NotLaunched;
import io.seltzer.agent.launch.JobLabels;
import io.seltzer.agent.launch.JobLauncher;
import io.seltzer.agent.launch.JobSpec;
import io.seltzer.agent.launch.JobToken;
import io.seltzer.agent.launch.LaunchOutcome;
import io.seltzer.protocol.AgentApi.Grant;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.ScanBundle;
import io.seltzer.protocol.WireJson;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// From a lease to a job: fetches the bundle, unless the scan gets it from the control plane itself, and asks the
/// launcher. A scan whose bundle cannot be had is never started.
final class JobPreparation {
    private final AgentSettings.Delivery delivery;
    private final ControlPlane controlPlane;
    private final JobLauncher launcher;
    private final ScanAccesses accesses;
    private final Backoff backoff;
    private final AgentMetrics metrics;
    private final Vertx vertx;
    /// What the control plane gave for scans that report to itself, until their job is there.
    private final Map<Lease, JobToken> tokens = new HashMap<>();

    JobPreparation(AgentParts parts, URI gateway) {
        this.controlPlane = parts.controlPlane();
        this.launcher = parts.launcher();
        this.delivery = parts.settings().delivery();
        this.accesses = new ScanAccesses(parts.settings(), gateway, parts.tokens());
        this.backoff = parts.backoff();
        this.metrics = parts.metrics();
        this.vertx = parts.vertx();
    }

    sealed interface Outcome {
        record Launched() implements Outcome {}

        record LeaseLost() implements Outcome {}

        /// Nobody wanted the job any more before there was one.
        record Unwanted() implements Outcome {}

        record Failed(NotLaunched end) implements Outcome {}

        /// The launcher cannot launch anything for now.
        record NotNow(Obstacle obstacle) implements Outcome {}
    }

    /// Keeps what came with a grant. A grant that comes again brings another token, and the one before is void.
    void granted(Grant grant) {
        Optional.ofNullable(grant.jobToken()).ifPresent(token -> tokens.put(grant.lease(), new JobToken(token)));
    }

    /// Asks for the bundle until the control plane gives or refuses it. Never fails.
    ///
    /// @param wanted asked before every step
    /// @param fetched gets the bundle before there is a job that could ask for it
    Future<Outcome> launch(JobLabels labels, BooleanSupplier wanted, Consumer<ScanBundle> fetched) {
        Future<Outcome> outcome = delivery == AgentSettings.Delivery.CLOUD
                ? pastAgent(labels, wanted)
                : attempt(labels, wanted, fetched, 1);
        return outcome.onSuccess(result -> {
            switch (result) {
                case Outcome.Launched _, Outcome.LeaseLost _, Outcome.Failed _ -> tokens.remove(labels.lease());
                case Outcome.Unwanted _, Outcome.NotNow _ -> {}
            }
        });
    }

    private Future<Outcome> pastAgent(JobLabels labels, BooleanSupplier wanted) {
        JobToken token = tokens.get(labels.lease());
        if (token == null) {
            return failed(
                    "instruction.no-job-token",
                    "The control plane gave no token for a scan that is to report to it. Run the same version of agent "
                            + "and control plane, or choose the delivery gateway.",
                    false);
        }
        return wanted.getAsBoolean()
                ? ask(JobSpec.of(labels, accesses.ofCloud(token)))
                : Future.succeededFuture(new Outcome.Unwanted());
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
        String json = new String(body, StandardCharsets.UTF_8);
        return ask(JobSpec.of(labels, accesses.ofGateway(labels.lease(), json)));
    }

    private Future<Outcome> ask(JobSpec spec) {
        return launcher.launch(spec)
                .<Outcome>map(outcome -> switch (outcome) {
                    case LaunchOutcome.Launched() -> new Outcome.Launched();
                    case LaunchOutcome.NotNow(String code, String reason) -> {
                        metrics.launchPostponed(code);
                        yield new Outcome.NotNow(new Obstacle(code, reason));
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
