package io.seltzer.cloud.store;

import io.seltzer.protocol.Instruction.Kind;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An instruction whose row this transaction holds locked, so that a decision and the statement that carries it
/// out meet the same state.
///
/// @param dataset whose contract is verified; absent when monitors are measured
/// @param hasResults whether results are stored
record LockedInstruction(
        UUID scan,
        Kind kind,
        @Nullable UUID dataset,
        InstructionState state,
        long epoch,
        int attempts,
        boolean hasResults) {
    private static final String LOCK =
            """
            select id, kind, dataset_id, state, epoch, attempts, verdict is not null as has_results
            from scan where %s = $1 for update""";
    private static final String LOCK_INSTRUCTION = LOCK.formatted("instruction_id");
    private static final String LOCK_SCAN = LOCK.formatted("id");

    /// Fails with [Refused] when there is no such instruction, or when the epoch is not its current one.
    static Future<LockedInstruction> of(SqlConnection connection, UUID instruction, long epoch) {
        return connection.preparedQuery(LOCK_INSTRUCTION).execute(Tuple.of(instruction)).map(rows -> {
            if (rows.size() == 0) {
                throw Refused.notFound("instruction_not_found", "There is no such instruction.");
            }
            LockedInstruction found = of(rows.iterator().next());
            if (found.epoch != epoch) {
                throw Refused.leaseLost();
            }
            return found;
        });
    }

    /// Fails with [Refused] when there is no such scan.
    static Future<LockedInstruction> ofScan(SqlConnection connection, UUID scan) {
        return connection.preparedQuery(LOCK_SCAN).execute(Tuple.of(scan)).map(rows -> rows.stream()
                .findFirst()
                .map(LockedInstruction::of)
                .orElseThrow(() -> Refused.notFound("scan_not_found", "There is no scan with this id.")));
    }

    private static LockedInstruction of(Row row) {
        return new LockedInstruction(
                row.getUUID("id"),
                Kind.valueOf(row.getString("kind")),
                row.getUUID("dataset_id"),
                InstructionState.valueOf(row.getString("state")),
                row.getLong("epoch"),
                row.getInteger("attempts"),
                row.getBoolean("has_results"));
    }

    ScanAttempt attempt() {
        return new ScanAttempt(scan, dataset, epoch);
    }

    /// What a client says about it, who has no lease.
    ScanAttempt clientAttempt() {
        return new ScanAttempt(scan, dataset, ScanAttempt.CLIENT);
    }

    boolean isHeld() {
        return InstructionState.HELD.contains(state);
    }
}
