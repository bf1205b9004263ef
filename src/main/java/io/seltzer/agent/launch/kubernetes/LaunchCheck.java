package io.seltzer.agent.launch.kubernetes;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.seltzer.agent.launch.LaunchOutcome;
import io.seltzer.health.Readiness.NotReady;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/// Whether jobs could be created: the right to, and a namespace that takes them. Asked now and then, since probes come
/// every few seconds. Blocking.
final class LaunchCheck {
    private static final Duration VALID = Duration.ofSeconds(60);
    /// What is wrong is looked at sooner, since somebody is waiting for it to be right.
    private static final Duration WRONG_VALID = Duration.ofSeconds(10);

    private final ScanCluster cluster;
    private final Function<ClusterFeatures, Job> sample;
    private final Clock clock;

    private Optional<Instant> validUntil = Optional.empty();
    private Optional<NotReady> last = Optional.empty();

    /// @param sample a Job such as a scan's; it is never made
    LaunchCheck(ScanCluster cluster, Function<ClusterFeatures, Job> sample, Clock clock) {
        this.cluster = cluster;
        this.sample = sample;
        this.clock = clock;
    }

    synchronized Optional<NotReady> check() {
        Instant now = clock.instant();
        if (validUntil.filter(now::isBefore).isEmpty()) {
            last = ask();
            validUntil = Optional.of(now.plus(last.isEmpty() ? VALID : WRONG_VALID));
        }
        return last;
    }

    private Optional<NotReady> ask() {
        try {
            if (!cluster.mayCreateJobs()) {
                return Optional.of(new NotReady(
                        "job.forbidden",
                        "The agent may not create jobs in the namespace of scans. Look at its Role and RoleBinding."));
            }
            cluster.tryToCreate(sample.apply(cluster.features()));
            return Optional.empty();
        } catch (KubernetesClientException refusal) {
            return switch (Refusal.of(refusal)) {
                // A full namespace is one that works.
                case LaunchOutcome.NotNow(String code, _) when code.equals("job.quota") -> Optional.empty();
                case LaunchOutcome.NotNow(String code, String reason) -> Optional.of(new NotReady(code, reason));
                case LaunchOutcome.Refused(var end) -> Optional.of(new NotReady(end.code(), end.message()));
                case LaunchOutcome.Launched() -> Optional.empty();
            };
        }
    }
}
