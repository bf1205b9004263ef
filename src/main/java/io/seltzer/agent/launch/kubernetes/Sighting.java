package io.seltzer.agent.launch.kubernetes;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All that is known of a Job at some moment. Instants are this machine's own: the cluster's clock may be another.
///
/// @param pods of the Job, in no order
/// @param events about the Job and its pods, as far as anybody asked for them
/// @param output end of what the scan printed, once it was fetched
/// @param first when the Job was first seen
/// @param changed when it or a pod of it was last seen to change
record Sighting(
        Job job,
        List<Pod> pods,
        List<Event> events,
        Optional<List<String>> output,
        Instant first,
        Instant changed) {}
