package io.seltzer.cloud.store;

import io.seltzer.protocol.AgentApi.Grant;
import io.seltzer.protocol.Lease;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/// Tokens of scans that speak to the control plane themselves: `<organisation>.<instruction>.<epoch>.<256 random bits>`.
/// The database has a hash, in the scan's row, and only as long as somebody works on the scan. The token names its
/// organisation, since nothing can be looked up without one.
public final class JobTokens {
    private static final int PARTS = 4;
    private static final String KEEP =
            """
            update scan set job_token = decode(minted.hash, 'hex')
            from unnest($1::uuid[], $2::text[]) as minted (instruction_id, hash)
            where scan.instruction_id = minted.instruction_id""";

    private static final String FIND =
            """
            select job_token from scan
            where instruction_id = $1 and epoch = $2 and job_token is not null and state in (%s)"""
                    .formatted(StateChange.words(InstructionState.HELD));

    private final Database database;

    public JobTokens(Database database) {
        this.database = database;
    }

    /// Whose scan speaks.
    public record Speaker(UUID organisation, Lease lease) {}

    /// Gives each grant a token; those of earlier grants are void from now on.
    static Future<List<Grant>> mint(SqlConnection connection, UUID organisation, List<Grant> grants) {
        if (grants.isEmpty()) {
            return Future.succeededFuture(grants);
        }
        List<String> tokens =
                grants.stream().map(grant -> generate(organisation, grant.lease())).toList();
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(grants.stream()
                        .map(grant -> grant.lease().instructionId())
                        .toArray(UUID[]::new))
                .addArrayOfString(tokens.stream()
                        .map(token -> HexFormat.of().formatHex(OpaqueToken.hash(token).getBytes()))
                        .toArray(String[]::new));
        return connection
                .preparedQuery(KEEP)
                .execute(values)
                .map(_ -> IntStream.range(0, grants.size())
                        .mapToObj(i -> new Grant(
                                grants.get(i).lease(), grants.get(i).instruction(), tokens.get(i)))
                        .toList());
    }

    private static String generate(UUID organisation, Lease lease) {
        return organisation + "." + lease.instructionId() + "." + lease.epoch() + "." + OpaqueToken.generate();
    }

    /// Empty when the token is none of ours, or its epoch or its instruction is over.
    public Future<Optional<Speaker>> speaker(String token) {
        return named(token)
                .map(named -> database.inOrganisation(named.organisation(), connection -> connection
                                .preparedQuery(FIND)
                                .execute(Tuple.of(
                                        named.lease().instructionId(), named.lease().epoch())))
                        .map(rows -> fits(rows, token) ? Optional.of(named) : Optional.<Speaker>empty()))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    private static boolean fits(RowSet<Row> rows, String token) {
        return rows.stream()
                .anyMatch(row -> MessageDigest.isEqual(
                        row.getBuffer("job_token").getBytes(), OpaqueToken.hash(token).getBytes()));
    }

    private static Optional<Speaker> named(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            Lease lease = new Lease(UUID.fromString(parts[1]), Long.parseLong(parts[2]));
            return Optional.of(new Speaker(UUID.fromString(parts[0]), lease));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
