package io.seltzer.agent.launch.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is known of the agent's Jobs and their pods: informers for speed, and now and then a whole list as the truth.
/// Informers can go deaf without a word; a list that knows what they did not say replaces them. Blocking where it asks
/// the cluster, never where it answers.
final class JobWatch implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(JobWatch.class);

    private final ScanCluster cluster;
    private final Clock clock;
    private final Runnable changed;
    private final Mirror<Job> jobs = new Mirror<>();
    private final Mirror<Pod> pods = new Mirror<>();

    private List<SharedIndexInformer<?>> informers = List.of();
    private boolean closed;
    private volatile Optional<Instant> listed = Optional.empty();
    private volatile Optional<Instant> heard = Optional.empty();

    /// @param changed called from any thread after each change that was heard of
    JobWatch(ScanCluster cluster, Clock clock, Runnable changed) {
        this.cluster = cluster;
        this.clock = clock;
        this.changed = changed;
    }

    /// Lists everything, and sees that the informers are well.
    synchronized void refresh() {
        if (closed) {
            return;
        }
        long jobsMark = jobs.mark();
        long podsMark = pods.mark();
        // Pods first: a pod of the list then never stands without its Job.
        List<Pod> allPods = cluster.pods();
        List<Job> allJobs = cluster.jobs();
        Instant now = clock.instant();
        int unheard = pods.listed(allPods, podsMark, now) + jobs.listed(allJobs, jobsMark, now);
        boolean first = listed.isEmpty();
        listed = Optional.of(now);
        heard = listed;
        boolean deaf = informers.isEmpty() || !informers.stream().allMatch(SharedIndexInformer::isWatching);
        if (deaf || unheard > 0) {
            if (!first) {
                LOGGER.atWarn()
                        .addKeyValue("unheard", unheard)
                        .log("The watch of jobs had missed something and was started again");
            }
            watchAnew();
        }
    }

    private void watchAnew() {
        informers.forEach(SharedIndexInformer::close);
        informers = List.of(cluster.watchJobs(listener(jobs)), cluster.watchPods(listener(pods)));
    }

    private <T extends HasMetadata> ResourceEventHandler<T> listener(Mirror<T> mirror) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                told(mirror.heard(object, clock.instant()));
            }

            @Override
            public void onUpdate(T before, T object) {
                told(mirror.heard(object, clock.instant()));
            }

            @Override
            public void onDelete(T object, boolean lastStateUnknown) {
                mirror.heardGone(object);
                told(true);
            }

            private void told(boolean news) {
                heard = Optional.of(clock.instant());
                if (news) {
                    changed.run();
                }
            }
        };
    }

    /// A Job that was just created, or found: it need not come back as news to be known.
    void found(Job job) {
        jobs.heard(job, clock.instant());
    }

    Optional<Instant> listed() {
        return listed;
    }

    /// Seconds since anything was heard from the cluster; empty before the first word.
    Optional<Duration> age() {
        return heard.map(then -> Duration.between(then, clock.instant()));
    }

    Optional<Job> job(String name) {
        return jobs.get(name).map(Mirror.Entry::object);
    }

    /// One for each Job, with its pods, and no events or output yet.
    List<Sighting> sightings() {
        List<Mirror.Entry<Pod>> allPods = pods.all();
        return jobs.all().stream()
                .map(job -> {
                    List<Mirror.Entry<Pod>> own = allPods.stream()
                            .filter(pod -> isOf(pod.object(), job.object()))
                            .toList();
                    Instant changed = Stream.concat(Stream.of(job.changed()), own.stream().map(Mirror.Entry::changed))
                            .max(Instant::compareTo)
                            .orElse(job.changed());
                    return new Sighting(
                            job.object(),
                            own.stream().map(Mirror.Entry::object).toList(),
                            List.of(),
                            Optional.empty(),
                            job.first(),
                            changed);
                })
                .toList();
    }

    private static boolean isOf(Pod pod, Job job) {
        return pod.getMetadata().getOwnerReferences().stream()
                .map(OwnerReference::getUid)
                .anyMatch(uid -> Objects.equals(uid, job.getMetadata().getUid()));
    }

    @Override
    public synchronized void close() {
        closed = true;
        informers.forEach(SharedIndexInformer::close);
        informers = List.of();
    }
}
