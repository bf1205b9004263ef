package io.seltzer.agent.launch.kubernetes;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The replicas of one agent, as one of them sees them. Each Job has exactly one of them that tells how it ended: the
/// one that launched it, or the first of those that live when that one is gone.
///
/// @param me this one
/// @param known whether the others were ever asked for; until then only what is surely mine is
/// @param living names of those that stay, this one among them
/// @param aloneSince when the others had all ended; empty while one is there, if only to end
record Replicas(String me, boolean known, Set<String> living, Optional<Instant> aloneSince) {
    static Replicas unknown(String me) {
        return new Replicas(me, false, Set.of(me), Optional.empty());
    }

    /// A pod of the agent.
    ///
    /// @param leaving told to end
    /// @param ended has ended
    record Replica(String name, boolean leaving, boolean ended) {}

    Replicas seen(List<Replica> pods, Instant now) {
        Set<String> stay = pods.stream()
                .filter(pod -> !pod.leaving() && !pod.ended())
                .map(Replica::name)
                .collect(Collectors.toCollection(TreeSet::new));
        stay.add(me);
        boolean alone = pods.stream().allMatch(pod -> pod.ended() || pod.name().equals(me));
        return new Replicas(
                me, true, Set.copyOf(stay), alone ? Optional.of(aloneSince.orElse(now)) : Optional.empty());
    }

    /// @param launcher label of the replica that launched the Job
    boolean isMine(String launcher) {
        if (launcher.equals(LabelValue.of(me))) {
            return true;
        }
        boolean orphan = known && living.stream().noneMatch(name -> launcher.equals(LabelValue.of(name)));
        return orphan && me.equals(new TreeSet<>(living).first());
    }
}
