package io.seltzer.cloud.store;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// Where a scan and its instruction stand. The names are the words on the wire.
public enum InstructionState {
    queued,
    leased,
    running,
    completed,
    completedWithFailures,
    completedWithWarnings,
    completedWithErrors,
    failed,
    cancelationRequested,
    canceled,
    timeOutRequested,
    timedOut;

    /// What the results of a scan can mean.
    public static final Set<InstructionState> VERDICTS =
            immutable(EnumSet.of(completed, completedWithFailures, completedWithWarnings, completedWithErrors));

    /// An agent works on it, as far as the control plane knows.
    public static final Set<InstructionState> HELD =
            immutable(EnumSet.of(leased, running, cancelationRequested, timeOutRequested));

    /// Which state may follow which; [StateChange] refuses all others.
    ///
    /// From `queued` to a verdict or `failed`: a client did the scan before any agent took it.
    /// From `leased` and `running` back to `leased`: the lease ran out and another one was granted. Back to
    /// `queued`: the agent gave it back for another try. A verdict after `cancelationRequested` or
    /// `timeOutRequested`: the results came before the request reached the scan.
    private static final Map<InstructionState, Set<InstructionState>> FOLLOWING = following();

    private static Map<InstructionState, Set<InstructionState>> following() {
        Map<InstructionState, Set<InstructionState>> table = new EnumMap<>(InstructionState.class);
        table.put(queued, with(VERDICTS, leased, canceled, timedOut, failed));
        table.put(leased, with(VERDICTS, leased, running, queued, failed, cancelationRequested, timeOutRequested));
        table.put(running, with(VERDICTS, leased, queued, failed, cancelationRequested, timeOutRequested));
        table.put(cancelationRequested, with(VERDICTS, canceled));
        table.put(timeOutRequested, with(VERDICTS, timedOut));
        return table;
    }

    public boolean mayBecome(InstructionState next) {
        return FOLLOWING.getOrDefault(this, Set.of()).contains(next);
    }

    public boolean isFinal() {
        return !FOLLOWING.containsKey(this);
    }

    private static Set<InstructionState> with(Set<InstructionState> some, InstructionState... more) {
        EnumSet<InstructionState> all = EnumSet.copyOf(some);
        Collections.addAll(all, more);
        return all;
    }

    private static Set<InstructionState> immutable(EnumSet<InstructionState> states) {
        return Collections.unmodifiableSet(states);
    }
}
