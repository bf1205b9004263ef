package io.seltzer.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seltzer.config.WarehouseFile;
import io.seltzer.source.SnapshotRows;
import io.seltzer.source.SourceFailure;
import io.seltzer.testing.TestPostgres;
import io.seltzer.testing.WaitingChange;
import io.seltzer.warehouse.WriteOutcome.Committed;
import io.seltzer.warehouse.WriteOutcome.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WarehouseWriterTest {
    private static final String MISSING = "84ed4fd8";
    private static final String INVALID = "e75b9ff0";
    private static final CommitFence OPEN = () -> true;
    private static final UUID SCAN = new UUID(0, 7);

    private final TestPostgres.Database source = TestPostgres.freshDatabase();
    private final TestPostgres.Database warehouse = TestPostgres.freshDatabase();
    private Connection snapshot;
    private String snapshotName;

    @BeforeEach
    void aTableOfWhichThreeRowsFail() throws SQLException {
        run(source, "create type mood as enum ('calm', 'cross')");
        run(source, "create table planes (id integer, \"Tail num\" varchar(6), seats numeric(5,1), state mood)");
        run(source, "insert into planes values (1, 'N1', 10.5, 'calm'), (2, null, 20, 'cross'), "
                + "(3, 'bad', 30, null), (4, null, -1, 'calm')");
        takeSnapshot();
    }

    @AfterEach
    void close() throws SQLException {
        snapshot.close();
    }

    @Test
    void the_server_moves_the_rows_itself_when_both_databases_are_on_it() {
        // Given a source and a warehouse on one server
        // When
        Committed outcome = (Committed) write(warehouse, 1, OPEN);

        // Then
        assertThat(outcome.path()).isEqualTo(Path.SERVER);
        assertThat(outcome.rows()).isEqualTo(3);
        assertThat(outcome.rowsByCheck()).isEqualTo(Map.of(MISSING, 2L, INVALID, 2L));
        assertThat(failedRows()).containsExactly("1|2|null|20.0|cross", "1|3|bad|30.0|null", "1|4|null|-1.0|calm");
    }

    @Test
    void rows_are_streamed_when_the_server_may_not_reach_itself() throws SQLException {
        // Given a warehouse whose owner cannot make extensions
        run(warehouse, "create role keeper login password 'a long password'; create schema seltzer authorization keeper");
        var restricted = new TestPostgres.Database(
                warehouse.host(), warehouse.port(), warehouse.name(), "keeper", "a long password");

        // When
        Committed outcome = (Committed) write(restricted, 1, OPEN);

        // Then
        assertThat(outcome.path()).isEqualTo(Path.COPY);
        assertThat(outcome.rowsByCheck()).isEqualTo(Map.of(MISSING, 2L, INVALID, 2L));
        assertThat(failedRows()).containsExactly("1|2|null|20.0|cross", "1|3|bad|30.0|null", "1|4|null|-1.0|calm");
        run(warehouse, "drop owned by keeper cascade; drop role keeper");
    }

    @Test
    void the_rows_are_those_of_the_snapshot() throws SQLException {
        // Given rows that vanish after the scan counted them
        run(source, "delete from planes");

        // When
        Committed outcome = (Committed) write(warehouse, 1, OPEN);

        // Then
        assertThat(outcome.rows()).isEqualTo(3);
    }

    @Test
    void a_second_process_of_the_same_try_writes_nothing_again() {
        // Given
        write(warehouse, 1, OPEN);

        // When
        Committed again = (Committed) write(warehouse, 1, OPEN);

        // Then
        assertThat(again.path()).isEqualTo(Path.ALREADY_THERE);
        assertThat(again.rowsByCheck()).isEqualTo(Map.of(MISSING, 2L, INVALID, 2L));
        assertThat(failedRows()).hasSize(3);
    }

    @Test
    void a_later_try_replaces_the_rows_of_an_earlier_one() {
        // Given
        write(warehouse, 1, OPEN);

        // When
        write(warehouse, 2, OPEN);

        // Then
        assertThat(failedRows()).hasSize(3).allMatch(row -> row.startsWith("2|"));
    }

    @Test
    void a_late_writer_with_an_old_epoch_is_refused() {
        // Given
        write(warehouse, 2, OPEN);

        // When
        WriteOutcome late = write(warehouse, 1, OPEN);

        // Then
        assertThat(late).isEqualTo(new WriteOutcome.Refused());
        assertThat(failedRows()).hasSize(3).allMatch(row -> row.startsWith("2|"));
    }

    @Test
    void a_writer_whose_lease_ends_before_the_commit_leaves_nothing() throws SQLException {
        // Given a fence that closes once the rows are written
        // When
        WriteOutcome outcome = write(warehouse, 1, () -> false);

        // Then
        assertThat(outcome).isEqualTo(new WriteOutcome.Fenced());
        assertThat(failedRows()).isEmpty();
        assertThat(strings("select epoch::text from seltzer.scan_commit")).isEmpty();
    }

    @Test
    void two_tries_at_once_end_with_the_rows_of_the_later_one_only() throws Exception {
        // Given two writers that meet in the same moment
        CountDownLatch together = new CountDownLatch(2);
        CommitFence meeting = () -> {
            together.countDown();
            return true;
        };

        // When
        var first = CompletableFuture.supplyAsync(() -> write(warehouse, 1, meeting));
        var second = CompletableFuture.supplyAsync(() -> write(warehouse, 2, meeting));
        CompletableFuture.allOf(first, second).get();

        // Then
        assertThat(second.get()).isInstanceOf(Committed.class);
        assertThat(failedRows()).hasSize(3).allMatch(row -> row.startsWith("2|"));
    }

    @Test
    void the_table_follows_the_dataset() throws SQLException {
        // Given a scan before the dataset changed
        write(warehouse, 1, OPEN);
        run(source, "alter table planes alter column id type text using 'A' || id, add column owner text");
        takeSnapshot();
        FailedRowsTable changed = table(List.of(
                WarehouseColumn.of("id", Optional.of("text")), WarehouseColumn.of("owner", Optional.of("text"))));

        // When
        writer(warehouse).write(changed, new ScanKey(new UUID(0, 8), 1), rows(), OPEN);

        // Then both scans' rows are there, the old number as text
        assertThat(strings("select id || ' ' || coalesce(seats::text, '-') from " + changed.qualified() + " order by 1"))
                .containsExactly("2 20.0", "3 30.0", "4 -1.0", "A2 -", "A3 -", "A4 -");
    }

    @Test
    void the_server_gives_way_to_a_session_that_waits_to_change_the_table() throws Exception {
        assertGivesWay(warehouse);
    }

    @Test
    void a_stream_gives_way_to_a_session_that_waits_to_change_the_table() throws Exception {
        // Given a warehouse whose owner cannot make extensions
        run(warehouse, "create role keeper login password 'a long password'; create schema seltzer authorization keeper");
        assertGivesWay(new TestPostgres.Database(
                warehouse.host(), warehouse.port(), warehouse.name(), "keeper", "a long password"));
        run(warehouse, "drop owned by keeper cascade; drop role keeper");
    }

    private void assertGivesWay(TestPostgres.Database target) throws Exception {
        // Given a scan that has read the table, and somebody who waits for its end to change it
        try (Statement statement = snapshot.createStatement()) {
            statement.executeQuery("select count(*) from planes").close();
        }
        WaitingChange change = WaitingChange.begin(source, "alter table planes add column owner text");

        // When / Then the writer does not wait for ever behind them
        assertThatThrownBy(() -> write(target, 1, OPEN))
                .isInstanceOfSatisfying(SourceFailure.class, failure -> {
                    assertThat(failure.code()).isEqualTo("source.table-locked");
                    assertThat(failure.sentence()).startsWith("fleet: ").contains("Run it again");
                });
        assertThat(failedRows()).isEmpty();
        assertThat(strings("select epoch::text from seltzer.scan_commit")).isEmpty();
        snapshot.close();
        change.awaitDone();
    }

    @Test
    void a_warehouse_that_is_not_there_is_named_without_its_password() {
        // Given
        var nowhere = new TestPostgres.Database(warehouse.host(), 1, "nowhere", "somebody", "s3cret-password");

        // When / Then
        assertThatThrownBy(() -> write(nowhere, 1, OPEN))
                .isInstanceOfSatisfying(SourceFailure.class, failure -> {
                    assertThat(failure.code()).isEqualTo("source.unreachable");
                    assertThat(failure.sentence()).contains("vault").doesNotContain("s3cret-password");
                });
    }

    private WriteOutcome write(TestPostgres.Database target, long epoch, CommitFence fence) {
        FailedRowsTable table = table(List.of(
                WarehouseColumn.of("id", Optional.of("integer")),
                WarehouseColumn.of("Tail num", Optional.of("character varying(6)")),
                WarehouseColumn.of("seats", Optional.of("numeric(5,1)")),
                WarehouseColumn.of("state", Optional.of("mood"))));
        return writer(target).write(table, new ScanKey(SCAN, epoch), rows(), fence);
    }

    private static FailedRowsTable table(List<WarehouseColumn> columns) {
        return FailedRowsTable.of("seltzer", "fleet/fleet/public/planes", "planes", columns);
    }

    private WarehouseWriter writer(TestPostgres.Database target) {
        return new WarehouseWriter(new WarehouseFile("vault", target.settings()));
    }

    private SourceRows rows() {
        return new SourceRows(new SnapshotRows.OfPostgres("fleet", source.settings(), snapshotName), columns -> "select array_remove(array["
                + "case when \"Tail num\" is null then '" + MISSING + "' end, "
                + "case when seats < 0 or \"Tail num\" = 'bad' then '" + INVALID + "' end], null) as checks, "
                + columns.stream()
                        .map(column -> '"' + column.name() + '"' + (column.asText() ? "::text" : ""))
                        .collect(Collectors.joining(", "))
                + " from planes where \"Tail num\" is null or seats < 0 or \"Tail num\" = 'bad'");
    }

    private void takeSnapshot() throws SQLException {
        if (snapshot != null) {
            snapshot.close();
        }
        snapshot = source.connect();
        snapshot.setAutoCommit(false);
        try (Statement statement = snapshot.createStatement()) {
            statement.execute("set transaction isolation level repeatable read");
            try (ResultSet row = statement.executeQuery("select pg_export_snapshot()")) {
                row.next();
                snapshotName = row.getString(1);
            }
        }
    }

    private List<String> failedRows() {
        try {
            return strings("select concat_ws('|', _seltzer_epoch, id, coalesce(\"Tail num\", 'null'), seats, "
                    + "coalesce(state, 'null')) from " + table(List.of()).qualified() + " order by id");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> strings(String sql) throws SQLException {
        try (Connection connection = warehouse.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new java.util.ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private static void run(TestPostgres.Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
