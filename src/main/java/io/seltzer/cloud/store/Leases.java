package io.seltzer.cloud.store;

import io.seltzer.protocol.AgentApi.Claim;
import io.seltzer.protocol.AgentApi.Grant;
import io.seltzer.protocol.AgentApi.Release;
import io.seltzer.protocol.AgentApi.Released;
import io.seltzer.protocol.AgentApi.Renew;
import io.seltzer.protocol.AgentApi.Renewed;
import io.seltzer.protocol.Instruction;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.ScanApi.HeartbeatAnswer;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Grants and renews leases. Two instances never get the same instruction: rows are granted under
/// `for update skip locked`, and each grant raises the epoch that everything later carries.
public final class Leases {
    private static final Set<InstructionState> GRANTED =
            EnumSet.of(InstructionState.leased, InstructionState.running);
    private static final Set<InstructionState> STOPPING =
            EnumSet.of(InstructionState.cancelationRequested, InstructionState.timeOutRequested);

    /// A lease that ran out is renewed all the same as long as nobody else was granted: the epoch tells. By any instance
    /// of the agent: one takes over the jobs of another that is gone.
    private static final String RENEW =
            """
            update scan set lease_until = $2
            from unnest($3::uuid[], $4::bigint[]) as held (instruction_id, epoch)
            where scan.instruction_id = held.instruction_id and scan.epoch = held.epoch
              and scan.agent_id = (select agent_id from agent_instance where id = $1) and scan.state in (%s)
            returning scan.instruction_id, scan.epoch, scan.state"""
                    .formatted(StateChange.words(InstructionState.HELD));

    private static final String HEARTBEAT =
            """
            update scan set lease_until = $3 where instruction_id = $1 and epoch = $2 and state in (%s)
            returning state"""
                    .formatted(StateChange.words(InstructionState.HELD));

    // An array, because it is read once: a plan may run a subquery under `in` again for every row, and each run
    // would lock its own share up to the limit.
    /// What this instance was granted and does not know of: the answer to its claim was lost, or its memory.
    private static final String GRANT_AGAIN =
            """
            update scan set lease_until = $2, job_token = null
            where id = any(array(
                select id from scan
                where instance_id = $1 and state in (%s)
                  and not exists (select from unnest($3::uuid[], $4::bigint[]) as held (instruction_id, epoch)
                                  where held.instruction_id = scan.instruction_id and held.epoch = scan.epoch)
                  and verdict is null
                order by created_at, id limit $5 for update skip locked))
            returning id, instruction_id, epoch, kind, data_source_id, deadline"""
                    .formatted(StateChange.words(GRANTED));

    private static final String GRANT = StateChange.of(
                    EnumSet.of(InstructionState.queued, InstructionState.leased, InstructionState.running),
                    InstructionState.leased)
            .sql(
                    "epoch = epoch + 1, attempts = attempts + 1, instance_id = $2, lease_until = $3,"
                            + " agent_id = (select agent_id from agent_instance where id = $2),"
                            + " started_at = null, job = null, job_token = null",
                    """
                    id = any(array(
                        select id from scan
                        where deadline > $1::timestamptz and attempts < $4
                          and exists (select from data_source
                                      where data_source.id = scan.data_source_id
                                        and (data_source.agent is null
                                             or data_source.agent = (select name from agent where id = (
                                                 select agent_id from agent_instance where id = $2))))
                          and (state = 'queued'
                               or $5 and state in (%s) and lease_until < $1::timestamptz and verdict is null)
                        order by created_at, id limit $6 for update skip locked))"""
                            .formatted(StateChange.words(GRANTED)),
                    "(select name from agent where agent.id = changed.agent_id)");

    /// What an instance that is about to end has not begun. The try does not count: otherwise instructions would be used
    /// up by agents that are rolled out.
    private static final String RELEASE = StateChange.of(EnumSet.of(InstructionState.leased), InstructionState.queued)
            .sql(
                    "attempts = attempts - 1, instance_id = null, lease_until = null",
                    """
                    instance_id = $2 and verdict is null
                      and not exists (select from unnest($3::uuid[], $4::bigint[]) as held (instruction_id, epoch)
                                      where held.instruction_id = scan.instruction_id and held.epoch = scan.epoch)""",
                    "null");

    private static final String NAMES = "select id, name from data_source where id = any($1)";

    private final Database database;
    private final Agents agents;
    private final GracePeriod grace;
    private final Duration lease;
    private final int attempts;

    /// @param attempts how often an instruction is granted at most
    public Leases(Database database, Agents agents, GracePeriod grace, Duration lease, int attempts) {
        this.database = database;
        this.agents = agents;
        this.grace = grace;
        this.lease = lease;
        this.attempts = attempts;
    }

    /// Renews what is held, hands out again what the instance does not know of (same epoch), then grants new
    /// work, up to the capacity. Does not wait.
    public Future<List<Grant>> claim(UUID organisation, Claim claim) {
        return database.inOrganisation(
                organisation, connection -> agents.seen(connection, claim.instanceId())
                        .compose(_ -> renew(connection, claim.instanceId(), claim.held()))
                        .compose(_ -> grant(connection, claim))
                        .compose(grants -> Boolean.TRUE.equals(claim.jobTokens())
                                ? JobTokens.mint(connection, organisation, grants)
                                : Future.succeededFuture(grants)));
    }

    private Future<List<Grant>> grant(SqlConnection connection, Claim claim) {
        OffsetDateTime now = database.now();
        OffsetDateTime until = now.plus(lease);
        Tuple again = Tuple.of(
                claim.instanceId(), until, instructions(claim.held()), epochs(claim.held()), (long) claim.capacity());
        return connection.preparedQuery(GRANT_AGAIN).execute(again).compose(known -> {
            long left = (long) claim.capacity() - known.size();
            Tuple fresh = Tuple.of(now, claim.instanceId(), until, attempts, grace.isOver(), left);
            return left == 0
                    ? grants(connection, List.of(known))
                    : connection
                            .preparedQuery(GRANT)
                            .execute(fresh)
                            .compose(granted -> grants(connection, List.of(known, granted)));
        });
    }

    private static Future<List<Grant>> grants(SqlConnection connection, List<RowSet<Row>> granted) {
        List<Row> rows = new ArrayList<>();
        granted.forEach(some -> some.forEach(rows::add));
        if (rows.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        UUID[] sources = rows.stream().map(row -> row.getUUID("data_source_id")).toArray(UUID[]::new);
        return connection.preparedQuery(NAMES).execute(Tuple.of(sources)).map(names -> rows.stream()
                .map(row -> grant(row, names))
                .toList());
    }

    private static Grant grant(Row row, RowSet<Row> names) {
        UUID source = row.getUUID("data_source_id");
        String name = names.stream()
                .filter(candidate -> candidate.getUUID("id").equals(source))
                .findFirst()
                .orElseThrow()
                .getString("name");
        UUID instruction = row.getUUID("instruction_id");
        return new Grant(
                new Lease(instruction, row.getLong("epoch")),
                new Instruction(
                        instruction,
                        Instruction.Kind.valueOf(row.getString("kind")),
                        row.getUUID("id"),
                        name,
                        row.getOffsetDateTime("deadline").toInstant()));
    }

    /// Queues again what the instance was granted and neither has begun nor lists as held. Its next grant is a first one.
    public Future<Released> release(UUID organisation, Release request) {
        return database.inOrganisation(
                organisation, connection -> agents.seen(connection, request.instanceId())
                        .compose(_ -> connection
                                .preparedQuery(RELEASE)
                                .execute(Tuple.of(
                                        database.now(),
                                        request.instanceId(),
                                        instructions(request.held()),
                                        epochs(request.held()))))
                        .map(rows -> rows.stream()
                                .map(row -> new Lease(row.getUUID("instruction_id"), row.getLong("epoch")))
                                .toList())
                        .compose(released -> released.isEmpty()
                                ? Future.succeededFuture(new Released(released))
                                : WorkSignal.send(connection).map(_ -> new Released(released))));
    }

    /// A lease that somebody asked to stop is renewed too: the job needs time to end.
    public Future<Renewed> renew(UUID organisation, Renew request) {
        return database.inOrganisation(
                organisation, connection -> agents.seen(connection, request.instanceId())
                        .compose(_ -> renew(connection, request.instanceId(), request.held())));
    }

    /// From the scan itself. Fails with [Refused] when another one was granted by now or the instruction has ended.
    public Future<HeartbeatAnswer> heartbeat(UUID organisation, Lease held) {
        Tuple values = Tuple.of(held.instructionId(), held.epoch(), database.now().plus(lease));
        return database.inOrganisation(
                        organisation, connection -> connection.preparedQuery(HEARTBEAT).execute(values))
                .map(rows -> rows.stream().findFirst().orElseThrow(Refused::leaseLost))
                .map(row -> new HeartbeatAnswer(
                        lease.toSeconds(), STOPPING.contains(InstructionState.valueOf(row.getString("state")))));
    }

    private Future<Renewed> renew(SqlConnection connection, UUID instance, List<Lease> held) {
        if (held.isEmpty()) {
            return Future.succeededFuture(new Renewed(List.of(), List.of(), List.of()));
        }
        OffsetDateTime until = database.now().plus(lease);
        return connection
                .preparedQuery(RENEW)
                .execute(Tuple.of(instance, until, instructions(held), epochs(held)))
                .map(rows -> renewed(held, rows));
    }

    private static Renewed renewed(List<Lease> held, RowSet<Row> rows) {
        Set<Lease> renewed = new HashSet<>();
        Set<Lease> cancel = new HashSet<>();
        for (Row row : rows) {
            Lease lease = new Lease(row.getUUID("instruction_id"), row.getLong("epoch"));
            renewed.add(lease);
            if (STOPPING.contains(InstructionState.valueOf(row.getString("state")))) {
                cancel.add(lease);
            }
        }
        return new Renewed(
                held.stream().filter(renewed::contains).toList(),
                held.stream().filter(lease -> !renewed.contains(lease)).toList(),
                held.stream().filter(cancel::contains).toList());
    }

    private static UUID[] instructions(List<Lease> leases) {
        return leases.stream().map(Lease::instructionId).toArray(UUID[]::new);
    }

    private static Long[] epochs(List<Lease> leases) {
        return leases.stream().map(Lease::epoch).toArray(Long[]::new);
    }
}
