package io.seltzer.agent.launch.kubernetes;

import io.seltzer.protocol.Instruction;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How scans run in a cluster.
///
/// @param namespace of jobs; the agent's own when absent
/// @param agentPods selector of the pods of this agent (all replicas), such as `app.kubernetes.io/instance=seltzer`
/// @param replica name of this replica's pod
/// @param image of scan pods
/// @param keepFinished how long the cluster keeps an ended job that nobody has removed
/// @param startLimit in which a job's process must have asked for its work
/// @param everywhere settings of every pod
/// @param byKind on top of them, by kind of work
/// @param byDataSource on top of those, by data source
public record KubernetesSettings(
        Optional<String> namespace,
        String agentPods,
        String replica,
        String image,
        PullPolicy imagePullPolicy,
        Duration keepFinished,
        Duration startLimit,
        PodSettings everywhere,
        Map<Instruction.Kind, PodSettings> byKind,
        Map<String, PodSettings> byDataSource) {

    /// As Kubernetes writes them.
    public enum PullPolicy {
        Always,
        IfNotPresent,
        Never
    }

    public KubernetesSettings {
        byKind = byKind.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(byKind));
        byDataSource = Map.copyOf(new LinkedHashMap<>(byDataSource));
    }

    /// The settings that count for a pod: the more particular ones win where both say something, lists grow.
    public PodSettings of(Instruction.Kind kind, String dataSource) {
        return everywhere
                .and(byKind.getOrDefault(kind, PodSettings.NONE))
                .and(byDataSource.getOrDefault(dataSource, PodSettings.NONE));
    }
}
