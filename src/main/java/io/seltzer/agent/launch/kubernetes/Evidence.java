package io.seltzer.agent.launch.kubernetes;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.seltzer.agent.launch.LastLines;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What is asked for only where there is something to explain: events of what does not start, and the output of what has
/// failed. Blocking where it asks; for any thread.
final class Evidence {
    private static final Duration EVENTS_AGE = Duration.ofSeconds(15);
    /// In which a pod starts when nothing is wrong.
    private static final Duration USUAL_START = Duration.ofSeconds(10);
    private static final Duration OUTPUT_PATIENCE = Duration.ofSeconds(15);
    private static final Pattern SECRET_NAME =
            Pattern.compile("pass|pwd|secret|token|key|credential", Pattern.CASE_INSENSITIVE);

    private final ScanCluster cluster;
    private final Clock clock;
    private final Map<String, Asked<List<Event>>> events = new ConcurrentHashMap<>();
    private final Map<String, Asked<Optional<List<String>>>> outputs = new ConcurrentHashMap<>();

    /// @param since when it was asked for, or first asked for in vain
    private record Asked<T>(T answer, Instant since) {}

    Evidence(ScanCluster cluster, Clock clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    /// The sighting, with all that was found out.
    Sighting complete(Sighting seen) {
        String uid = uid(seen);
        Asked<List<Event>> known = events.get(uid);
        Asked<Optional<List<String>>> output = outputs.get(uid);
        return new Sighting(
                seen.job(),
                seen.pods(),
                known == null ? List.of() : known.answer(),
                output == null ? Optional.empty() : output.answer(),
                seen.first(),
                seen.changed());
    }

    /// For a Job whose pod does not run.
    void explain(Sighting seen) {
        Instant now = clock.instant();
        Asked<List<Event>> known = events.get(uid(seen));
        boolean fresh = known != null && now.isBefore(known.since().plus(EVENTS_AGE));
        if (fresh || now.isBefore(seen.first().plus(USUAL_START))) {
            return;
        }
        List<Event> found = new ArrayList<>(cluster.events(seen.job().getMetadata().getName()));
        PodDiagnosis.pod(seen.pods())
                .ifPresent(pod -> found.addAll(cluster.events(pod.getMetadata().getName())));
        events.put(uid(seen), new Asked<>(List.copyOf(found), now));
    }

    /// For a Job that has failed. Of a pod that is gone, or whose node does not answer, there is none to be had.
    void fetchOutput(Sighting seen, Pod pod) {
        Asked<Optional<List<String>>> before = outputs.get(uid(seen));
        if (before != null && before.answer().isPresent()) {
            return;
        }
        Instant since = before == null ? clock.instant() : before.since();
        try {
            String log = cluster.log(pod.getMetadata().getName());
            outputs.put(uid(seen), new Asked<>(Optional.of(LastLines.of(log, secrets(pod))), since));
        } catch (KubernetesClientException notNow) {
            boolean over = !Refusal.isUnreachable(notNow)
                    || clock.instant().isAfter(since.plus(OUTPUT_PATIENCE));
            outputs.put(uid(seen), new Asked<>(over ? Optional.of(List.of()) : Optional.empty(), since));
        }
    }

    /// Forgets about Jobs that are gone.
    void keepOnly(List<Sighting> all) {
        Set<String> known = all.stream().map(Evidence::uid).collect(Collectors.toSet());
        events.keySet().retainAll(known);
        outputs.keySet().retainAll(known);
    }

    /// Values that stand in the pod. Those of Secrets do not: they are only known by their shape.
    private static List<String> secrets(Pod pod) {
        return pod.getSpec().getContainers().stream()
                .flatMap(container -> container.getEnv().stream())
                .filter(variable -> SECRET_NAME.matcher(variable.getName()).find())
                .map(EnvVar::getValue)
                .filter(value -> value != null)
                .toList();
    }

    private static String uid(Sighting seen) {
        return seen.job().getMetadata().getUid();
    }
}
