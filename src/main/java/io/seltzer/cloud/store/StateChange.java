package io.seltzer.cloud.store;

import java.util.Set;
import java.util.stream.Collectors;

/// The only writer of `scan.state`: one guarded statement that changes the state and tells the time line. A change
/// that [InstructionState] does not allow cannot be made.
final class StateChange {
    private final Set<InstructionState> from;
    private final String state;
    private final boolean ends;

    private StateChange(Set<InstructionState> from, Set<InstructionState> to, String state) {
        for (InstructionState before : from) {
            for (InstructionState after : to) {
                if (!before.mayBecome(after)) {
                    throw new IllegalArgumentException("No way from " + before + " to " + after);
                }
            }
        }
        this.from = from;
        this.state = state;
        this.ends = to.stream().allMatch(InstructionState::isFinal);
    }

    static StateChange of(Set<InstructionState> from, InstructionState to) {
        return new StateChange(from, Set.of(to), "'" + to + "'");
    }

    /// Into the state that the scan's stored results mean.
    static StateChange intoVerdict() {
        return intoVerdict(InstructionState.HELD);
    }

    static StateChange intoVerdict(Set<InstructionState> from) {
        return new StateChange(
                from,
                InstructionState.VERDICTS,
                "verdict");
    }

    /// The statement. Its first parameter is now; it returns one row (id, instruction_id, epoch, kind,
    /// data_source_id, deadline) for each scan that changed.
    ///
    /// @param assignments further ones, e.g. `epoch = epoch + 1`; may be empty
    /// @param condition which scans, besides that they are in a state from which this change is legal
    /// @param detail what the time line says besides the new state: an expression over the changed row
    String sql(String assignments, String condition, String detail) {
        String more = assignments.isEmpty() ? "" : ", " + assignments;
        String end = ends ? ", ended_at = $1::timestamptz, lease_until = null" : "";
        return """
                with changed as (
                    update scan set state = %s%s%s
                    where state in (%s) and %s
                    returning scan.*
                ), told as (
                    insert into scan_event (scan_id, organisation_id, epoch, event, detail, happened_at)
                    select id, organisation_id, epoch, state, %s, $1::timestamptz from changed
                )
                select id, instruction_id, epoch, kind, data_source_id, deadline from changed order by created_at"""
                .formatted(state, end, more, words(from), condition, detail);
    }

    /// `'leased', 'running'`
    static String words(Set<InstructionState> states) {
        return states.stream().map(state -> "'" + state + "'").collect(Collectors.joining(", "));
    }
}
