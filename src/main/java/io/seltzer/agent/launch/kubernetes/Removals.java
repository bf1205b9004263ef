package io.seltzer.agent.launch.kubernetes;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Jobs that are to end, and Jobs that are to be gone, each until it is so: an API server that is away is asked again.
/// By UID, since a name may be another Job's by now. Blocking; for any thread.
final class Removals {
    /// Beyond the pod's own grace; then its node is taken for lost.
    private static final Duration BEYOND_GRACE = Duration.ofSeconds(30);

    private static final Logger LOGGER = LoggerFactory.getLogger(Removals.class);

    private final ScanCluster cluster;
    private final JobWatch watch;
    private final Duration grace;
    private final Clock clock;
    private final Map<String, Stopping> stopping = new ConcurrentHashMap<>();
    private final Map<String, Forgotten> forgotten = new ConcurrentHashMap<>();

    /// @param since when it was told to end; empty while the cluster has not heard it
    private record Stopping(String name, String uid, Optional<Instant> since) {}

    private record Forgotten(String name, String uid, boolean told) {}

    /// @param grace between telling a scan to end and ending it
    Removals(ScanCluster cluster, JobWatch watch, Duration grace, Clock clock) {
        this.cluster = cluster;
        this.watch = watch;
        this.grace = grace;
        this.clock = clock;
    }

    /// The pod is told to end, and the Job goes when it has.
    void stop(String name) {
        watch.job(name).ifPresent(job -> {
            Stopping stop = new Stopping(name, uid(job), Optional.empty());
            Stopping first = stopping.putIfAbsent(stop.uid(), stop);
            press(first == null ? stop : first);
        });
    }

    void forget(String name) {
        watch.job(name).ifPresent(job -> {
            Forgotten fresh = new Forgotten(name, uid(job), false);
            forgotten.put(fresh.uid(), fresh);
            remove(fresh);
        });
    }

    boolean isForgotten(Job job) {
        return forgotten.containsKey(uid(job));
    }

    /// Asks again for what has not happened yet.
    void press() {
        for (Stopping stop : List.copyOf(stopping.values())) {
            if (isGone(stop.name(), stop.uid())) {
                stopping.remove(stop.uid());
            } else {
                attempt(() -> press(stop));
            }
        }
        for (Forgotten gone : List.copyOf(forgotten.values())) {
            if (isGone(gone.name(), gone.uid())) {
                forgotten.remove(gone.uid());
            } else if (!gone.told()) {
                attempt(() -> remove(gone));
            }
        }
    }

    /// One that is refused holds up no other.
    private static void attempt(Runnable removal) {
        try {
            removal.run();
        } catch (KubernetesClientException refusal) {
            if (Refusal.isUnreachable(refusal)) {
                throw refusal;
            }
            LOGGER.atWarn().addKeyValue("status", refusal.getCode()).log("A job could not be removed");
        }
    }

    private void press(Stopping stop) {
        Instant now = clock.instant();
        if (stop.since().isEmpty()) {
            cluster.delete(stop.name(), stop.uid(), DeletionPropagation.FOREGROUND);
        } else if (now.isAfter(stop.since().get().plus(grace).plus(BEYOND_GRACE))) {
            // Its pod cannot say that it has ended: the Job does not wait for it any longer.
            cluster.delete(stop.name(), stop.uid(), DeletionPropagation.BACKGROUND);
        } else {
            return;
        }
        stopping.put(stop.uid(), new Stopping(stop.name(), stop.uid(), Optional.of(now)));
    }

    private void remove(Forgotten gone) {
        cluster.delete(gone.name(), gone.uid(), DeletionPropagation.BACKGROUND);
        forgotten.put(gone.uid(), new Forgotten(gone.name(), gone.uid(), true));
    }

    private boolean isGone(String name, String uid) {
        return watch.job(name).filter(job -> uid(job).equals(uid)).isEmpty();
    }

    private static String uid(Job job) {
        return job.getMetadata().getUid();
    }
}
