package io.seltzer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seltzer.config.DataSourceFile;
import io.seltzer.config.DataSourceFile.Postgres;
import io.seltzer.testing.Await;
import io.seltzer.testing.TestPostgres;
import io.seltzer.testing.WaitingChange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Connections that share a snapshot, and what happens when some of them break. Queries are held by a lock of the
/// database, so that nothing depends on how fast anything is.
class PostgresSessionTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final String HELD =
            "select (select count(*) from t) as n, pg_backend_pid() as pid, pg_advisory_lock_shared(7)";

    private static final String PID_AND_ROWS = "select pg_backend_pid() as pid, count(*) as n from t";

    private final TestPostgres.Database database = TestPostgres.freshDatabase();
    private final List<SourceFailure> retried = new CopyOnWriteArrayList<>();
    private final List<SourceSession> sessions = new ArrayList<>();
    private Connection other;

    @BeforeEach
    void aTableWithOneRow() throws SQLException {
        other = database.connect();
        execute("create table t (n integer)", "insert into t values (1)");
    }

    @AfterEach
    void closeSessions() throws SQLException {
        sessions.forEach(session -> Await.done(session.close()));
        other.close();
    }

    @AfterAll
    static void close() {
        VERTX.close().await();
    }

    @Test
    void all_connections_see_one_instant() throws SQLException {
        // Given queries that wait, and a row that comes in between
        SourceSession session = open(database.user(), 3);
        execute("select pg_advisory_lock(7)");
        execute("insert into t values (2)");
        List<Future<RowSet<Row>>> queries = Stream.generate(() -> session.query(HELD)).limit(5).toList();
        awaitHeld(3);

        // When
        execute("insert into t values (3)", "select pg_advisory_unlock(7)");

        // Then
        List<Row> rows = queries.stream().map(query -> first(query)).toList();
        assertThat(rows).extracting(row -> row.getLong("n")).containsOnly(1L);
        assertThat(rows.stream().map(row -> row.getInteger("pid")).distinct()).hasSize(3);
    }

    @Test
    void there_are_no_more_connections_than_allowed() throws SQLException {
        // Given
        SourceSession session = open(database.user(), 1);
        execute("select pg_advisory_lock(7)");
        List<Future<RowSet<Row>>> queries = Stream.generate(() -> session.query(HELD)).limit(4).toList();
        awaitHeld(1);

        // When
        execute("select pg_advisory_unlock(7)");

        // Then
        assertThat(queries.stream().map(query -> first(query).getInteger("pid")).distinct()).hasSize(1);
    }

    @Test
    void one_connection_is_enough_when_the_server_has_no_more() throws SQLException {
        // Given a role that may connect once
        String role = role();
        execute("alter role " + role + " connection limit 1");
        SourceSession session = open(role, 4);
        execute("select pg_advisory_lock(7)");
        List<Future<RowSet<Row>>> queries = Stream.generate(() -> session.query(HELD)).limit(4).toList();
        awaitHeld(1);

        // When
        execute("select pg_advisory_unlock(7)");

        // Then
        assertThat(queries.stream().map(query -> first(query).getInteger("pid")).distinct()).hasSize(1);
    }

    @Test
    void a_server_that_does_not_share_snapshots_is_read_over_one_connection() throws SQLException {
        // Given
        String role = role();
        execute("revoke execute on function pg_export_snapshot() from public");
        SourceSession session = open(role, 4);

        // When
        execute("insert into t values (2)");
        List<Future<RowSet<Row>>> queries = Stream.generate(() -> session.query(HELD)).limit(4).toList();

        // Then
        List<Row> rows = queries.stream().map(query -> first(query)).toList();
        assertThat(rows).extracting(row -> row.getLong("n")).containsOnly(1L);
        assertThat(rows.stream().map(row -> row.getInteger("pid")).distinct()).hasSize(1);
        assertThatThrownBy(() -> Await.done(session.rows()))
                .isInstanceOfSatisfying(SourceFailure.class, failure -> assertThat(failure.code())
                        .isEqualTo("source.snapshot-not-shared"));
    }

    @Test
    void a_statement_that_fails_leaves_the_others_their_snapshot() throws SQLException {
        // Given
        SourceSession session = open(database.user(), 1);
        execute("insert into t values (2)");

        // When
        List<Future<RowSet<Row>>> queries =
                Stream.of("select 1/0", "selec", "select * from nothing", HELD, "select \0", HELD)
                        .map(session::query)
                        .toList();

        // Then
        assertThat(List.of(0, 1, 2, 4))
                .extracting(i -> failure(queries.get(i)).sqlState())
                .containsExactly("22012", "42601", "42P01", "22021");
        assertThat(first(queries.get(3)).getLong("n")).isEqualTo(1);
        assertThat(first(queries.get(5)).getLong("n")).isEqualTo(1);
    }

    @Test
    void a_connection_that_broke_before_anything_was_read_is_opened_again() throws SQLException {
        // Given
        SourceSession session = open(database.user(), 1);
        execute("insert into t values (2)");
        execute("select pg_advisory_lock(7)");
        Future<RowSet<Row>> query = session.query(HELD);
        Future<RowSet<Row>> waiting = session.query(HELD);
        awaitHeld(1);

        // When
        kill();
        execute("select pg_advisory_unlock(7)");

        // Then the snapshot is a new one, and the same for both
        assertThat(first(query).getLong("n")).isEqualTo(2);
        assertThat(first(waiting).getLong("n")).isEqualTo(2);
        assertThat(retried).isNotEmpty().allMatch(failure -> failure.isOfConnection());
    }

    @Test
    void an_idle_connection_that_broke_before_anything_was_read_is_opened_again() throws SQLException {
        // Given
        SourceSession session = open(database.user(), 1);
        kill();

        // When / Then
        assertThat(first(session.query(HELD)).getLong("n")).isEqualTo(1);
    }

    @Test
    void a_connection_that_broke_after_something_was_read_ends_the_session() throws SQLException {
        // Given
        SourceSession session = open(database.user(), 1);
        first(session.query("select 1"));
        execute("select pg_advisory_lock(7)");
        List<Future<RowSet<Row>>> queries = Stream.generate(() -> session.query(HELD)).limit(3).toList();
        awaitHeld(1);

        // When
        kill();

        // Then
        assertThat(queries).allSatisfy(query -> assertThat(failure(query).isOfStatement()).isFalse());
        assertThat(failure(session.query(HELD)).isOfStatement()).isFalse();
    }

    @Test
    void the_query_of_a_connection_that_broke_goes_on_in_another_of_the_same_snapshot() throws SQLException {
        // Given three connections, of which two wait
        SourceSession session = open(database.user(), 3);
        execute("select pg_advisory_lock(7)");
        List<Future<RowSet<Row>>> queries = Stream.generate(() -> session.query(HELD)).limit(3).toList();
        awaitHeld(3);
        execute("insert into t values (2)");

        // When
        execute("select pg_terminate_backend(max(pid)) from pg_stat_activity where wait_event = 'advisory'"
                + " and datname = current_database()");
        awaitHeld(2);
        execute("select pg_advisory_unlock(7)");

        // Then
        assertThat(queries.stream().map(query -> first(query).getLong("n"))).containsExactly(1L, 1L, 1L);
    }

    @Test
    void canceling_stops_what_runs_and_what_comes() throws SQLException {
        // Given
        SourceSession session = open(database.user(), 2);
        execute("select pg_advisory_lock(7)");
        List<Future<RowSet<Row>>> queries = Stream.generate(() -> session.query(HELD)).limit(4).toList();
        awaitHeld(2);

        // When
        Await.done(session.cancel());

        // Then
        assertThat(queries).allSatisfy(query -> assertThat(failure(query).sqlState()).isEqualTo("57014"));
        assertThat(failure(session.query("select 1")).sqlState()).isEqualTo("57014");
    }

    @Test
    void a_query_that_would_wait_behind_a_change_goes_to_the_connection_that_reads_the_table() throws Exception {
        // Given two connections of which the first has read the table, and somebody who waits to change it
        SourceSession session = open(database.user(), 2);
        int first = first(session.query(PID_AND_ROWS)).getInteger("pid");
        openSecond(session, "select 1 as n");
        WaitingChange change = WaitingChange.begin(database, "alter table t add column m integer");

        // When the second, which is the first to be idle, is asked
        Row row = first(session.query(PID_AND_ROWS));

        // Then
        assertThat(row.getInteger("pid")).isEqualTo(first);
        assertThat(row.getLong("n")).isEqualTo(1);
        assertThat(retried).extracting(SourceFailure::code).containsExactly("source.table-locked");
        Await.done(session.close());
        change.awaitDone();
    }

    @Test
    void a_change_that_waits_for_another_connection_of_the_scan_has_its_turn() throws Exception {
        // Given two connections of which the second has read the table, and somebody who waits to change it
        SourceSession session = open(database.user(), 2);
        openSecond(session, PID_AND_ROWS);
        WaitingChange change = WaitingChange.begin(database, "alter table t add column m integer");

        // When the first is asked
        Future<RowSet<Row>> elsewhere = session.query("select 1 as n");
        Future<RowSet<Row>> query = session.query(PID_AND_ROWS);

        // Then
        assertThat(first(query).getLong("n")).isEqualTo(1);
        assertThat(first(elsewhere).getInteger("n")).isEqualTo(1);
        change.awaitDone();
    }

    @Test
    void the_only_connection_waits_for_a_lock_as_long_as_it_takes() throws SQLException {
        // Given a table that somebody changes for longer than a further connection would wait
        SourceSession session = open(database.user(), 1);
        execute("begin", "lock table t in access exclusive mode");

        // When
        Future<RowSet<Row>> query = session.query(PID_AND_ROWS);
        awaitRetried();
        execute("insert into t values (2)", "commit");

        // Then
        assertThat(first(query).getLong("n")).isEqualTo(1);
    }

    /// Both connections are idle afterwards, the second for longer.
    private void openSecond(SourceSession session, String sql) throws SQLException {
        execute("select pg_advisory_lock(7)");
        Future<RowSet<Row>> held = session.query("select pg_advisory_lock_shared(7)");
        awaitHeld(1);
        first(session.query(sql));
        execute("select pg_advisory_unlock(7)");
        first(held);
    }

    private void awaitRetried() {
        long end = System.nanoTime() + Duration.ofSeconds(Await.PATIENCE_SECONDS).toNanos();
        while (retried.isEmpty()) {
            assertThat(System.nanoTime()).as("waiting for another try").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void the_data_cannot_be_changed() {
        SourceSession session = open(database.user(), 1);
        assertThat(failure(session.query("insert into t values (4)")).sqlState()).isEqualTo("25006");
    }

    private SourceSession open(String user, int parallel) {
        Postgres settings = new TestPostgres.Database(
                        database.host(), database.port(), database.name(), user,
                        user.equals(database.user()) ? database.password() : "a long password")
                .settings();
        SourceSession session = Await.done(SourceSession.open(
                VERTX,
                new DataSourceFile("shop", settings),
                new SessionOptions(
                        Duration.ofMinutes(1), OptionalInt.of(parallel), retried::add, new SplittableRandom(42))));
        sessions.add(session);
        return session;
    }

    private String role() throws SQLException {
        String role = "reader_of_" + database.name();
        execute("create role " + role + " login password 'a long password'", "grant select on t to " + role);
        return role;
    }

    private void kill() throws SQLException {
        execute("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'seltzer scan'"
                + " and datname = current_database()");
    }

    private void awaitHeld(int number) throws SQLException {
        long end = System.nanoTime() + Duration.ofSeconds(Await.PATIENCE_SECONDS).toNanos();
        while (held() != number) {
            assertThat(System.nanoTime()).as("waiting for %d held queries", number).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private int held() throws SQLException {
        try (Statement statement = other.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from pg_stat_activity"
                        + " where wait_event = 'advisory' and datname = current_database()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private void execute(String... statements) throws SQLException {
        try (Statement statement = other.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Row first(Future<RowSet<Row>> query) {
        return Await.done(query).iterator().next();
    }

    private static SourceFailure failure(Future<RowSet<Row>> query) {
        Throwable[] cause = new Throwable[1];
        Await.done(query.onFailure(failure -> cause[0] = failure).otherwiseEmpty());
        assertThat(cause[0]).isInstanceOf(SourceFailure.class);
        return (SourceFailure) cause[0];
    }
}
