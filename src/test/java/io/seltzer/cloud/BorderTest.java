package io.seltzer.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seltzer.cloud.SampleDecisions.Point;
import io.seltzer.cloud.store.Database;
import io.seltzer.cloud.store.DatabaseAddress;
import io.seltzer.cloud.store.DatabaseFailure;
import io.seltzer.protocol.AgentApi.Grant;
import io.seltzer.protocol.results.CheckResult.Outcome;
import io.seltzer.protocol.results.Diagnostics.Verdict;
import io.seltzer.protocol.results.ScanResults.ColumnMetadata;
import io.seltzer.protocol.results.ScanResults.DatasetMetadata;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The border between organisations.
class BorderTest {
    private static final String TENANT_TABLES =
            """
            select string_agg(table_name, ',') from information_schema.columns
            where column_name = 'organisation_id' and table_schema = 'public'
              and table_name not in ('api_key', 'web_session', 'access_token')""";

    private static RunningControlPlane control;
    private static TestOrganisation mine;
    private static TestOrganisation theirs;
    private static UUID theirContract;
    private static UUID theirScan;
    private static Grant theirGrant;

    @BeforeAll
    static void twoOrganisations() throws Exception {
        control = RunningControlPlane.start();
        mine = control.organisation();
        theirs = control.organisation();
        theirContract = theirs.publish();
        theirScan = theirs.verify(theirContract);
        TestAgent agent = theirs.agent("cluster");
        theirGrant = agent.claimOne();
        agent.results(theirGrant.lease(), SampleResults.of(theirScan, SampleResults.check("a", Outcome.pass)));
        monitor(new TestMonitoring(theirs, theirContract, agent));
    }

    /// A row in each table of metric monitoring.
    private static void monitor(TestMonitoring monitoring) {
        monitoring.set(Map.of("cadence", "daily", "partitionColumn", "created_at"));
        UUID monitor = monitoring.columnMonitor("count");
        monitoring.post("/columnMetricMonitors/" + monitor, Map.of("name", "Emails"));
        monitoring.post("/metricMonitoring/run", Map.of());
        Grant grant = monitoring.agent().claim(1, theirGrant.lease()).getFirst();
        TestHttp.Answer decided = monitoring.agent().decided(
                grant.lease(),
                SampleDecisions.of(
                        grant.instruction().scanId(),
                        List.of(
                                Point.of(monitor, "2026-05-03T00:00:00Z", 1, Verdict.expected),
                                Point.of(monitor, "1999-05-03T00:00:00Z", 1, Verdict.expected)),
                        List.of(new DatasetMetadata(
                                TestOrganisation.DATASET, List.of(new ColumnMetadata("id", "bigint"))))),
                List.of(SampleDecisions.state(monitor, 0, "2026-05-03T00:00:00Z", "learnt")));
        assertThat(decided.status()).as(decided.body()).isEqualTo(200);
    }

    @AfterAll
    static void stop() throws Exception {
        control.close();
    }

    private static UUID id(TestOrganisation organisation) throws Exception {
        return UUID.fromString(control.database()
                .asSuperuser("select id from organisation where name = '" + organisation.name() + "'"));
    }

    private static long rows(UUID organisation, String table) throws Exception {
        RowSet<Row> counted = control.plane()
                .store()
                .database()
                .inOrganisation(
                        organisation,
                        connection -> connection.query("select count(*) from " + table).execute())
                .await(10, TimeUnit.SECONDS);
        return counted.iterator().next().getLong(0);
    }

    @Test
    void aQueryWithoutWhereSeesNoRowOfAnotherOrganisation() throws Exception {
        UUID empty = id(control.organisation());
        List<String> tables = List.of(control.database().asSuperuser(TENANT_TABLES).split(","));

        assertThat(tables).contains("scan", "check_result", "check_result_default", "check_result_2026_05");
        for (String table : tables) {
            assertThat(rows(empty, table)).as(table).isZero();
        }
        assertThat(rows(id(theirs), "check_result_2026_05")).isEqualTo(1);
        for (String table : List.of(
                "monitoring", "monitor", "monitor_change", "monitor_series", "measurement_2026_05", "measurement_default",
                "dataset_schema", "monitoring_scan")) {
            assertThat(tables).contains(table);
            assertThat(rows(id(theirs), table)).as(table).isEqualTo(1);
        }
        assertThat(tables).contains("measurement", "measurement_2025_04", "measurement_2026_07");
    }

    @Test
    void noRowOfAnotherOrganisationCanBeWritten() throws Exception {
        UUID foreign = id(theirs);

        assertThatThrownBy(() -> control.plane()
                        .store()
                        .database()
                        .inOrganisation(id(mine), connection -> connection
                                .query("insert into agent (organisation_id, name, version, launcher) values ('"
                                        + foreign + "', 'x', '1', 'process')")
                                .execute())
                        .await(10, TimeUnit.SECONDS))
                .hasMessageContaining("42501");
    }

    @Test
    void withoutAnOrganisationNoRowIsSeen() throws Exception {
        RowSet<Row> counted = control.plane()
                .store()
                .database()
                .outside(connection -> connection.query("select count(*) from scan").execute())
                .await(10, TimeUnit.SECONDS);

        assertThat(counted.iterator().next().getLong(0)).isZero();
    }

    @Test
    void theApiKnowsNothingOfAnotherOrganisation() throws Exception {
        TestHttp http = mine.http();
        TestAgent agent = mine.agent("cluster");

        assertThat(http.rest("GET", "/scans/" + theirScan).code()).isEqualTo("scan_not_found");
        assertThat(http.rest("GET", "/scans/" + theirScan + "/logs").status()).isEqualTo(404);
        assertThat(http.rest("DELETE", "/scans/" + theirScan).status()).isEqualTo(404);
        assertThat(http.rest("POST", "/contracts/" + theirContract + "/verify", Map.of()).status())
                .isEqualTo(404);
        assertThat(http.rest("GET", "/checks?datasetId=" + theirContract).json().path("totalElements").asInt())
                .isZero();
        assertThat(http.rest("GET", "/datasources").json().path("totalElements").asInt()).isZero();
        assertThat(agent.bundle(theirGrant.lease()).status()).isEqualTo(404);
        assertThat(agent.complete(theirGrant.lease()).code()).isEqualTo("instruction_not_found");
        assertThat(agent.renew(theirGrant.lease()).lost()).containsExactly(theirGrant.lease());
    }

    @Test
    void refusesToServeAsSuperuser() throws Exception {
        PlainDatabase database = PlainDatabase.fresh();
        DatabaseAddress superuser = DatabaseAddress.of(
                database.server().jdbcUrl(), database.server().user(), database.server().password());

        assertThatThrownBy(() -> RunningControlPlane.start(database, superuser, new SettableClock(), same -> same))
                .hasMessageContaining("superuser")
                .hasMessageContaining("create role");
    }

    @Test
    void saysWhichDatabaseCannotBeUsedAndNotWithWhichPassword() throws Exception {
        PlainDatabase database = PlainDatabase.fresh();
        DatabaseAddress wrong = DatabaseAddress.of(database.server().jdbcUrl(), "seltzer_plain", "wrong-password");

        assertThatThrownBy(() -> RunningControlPlane.start(database, wrong, new SettableClock(), same -> same))
                .hasMessageContaining(database.server().name())
                .hasMessageContaining("28P01")
                .hasMessageNotContaining("wrong-password");
    }

    @Test
    void rollsBackWhenTheWorkFails() throws Exception {
        Vertx vertx = Vertx.vertx();
        Database database = Database.connecting(vertx, control.database().address(), 1, control.clock());
        UUID organisation = id(mine);
        try {
            assertThatThrownBy(() -> database.inOrganisation(organisation, connection -> connection
                                    .query("insert into agent (organisation_id, name, version, launcher) values ('"
                                            + organisation + "', 'half', '1', 'process')")
                                    .execute()
                                    .map(_ -> {
                                        throw new IllegalStateException("second half");
                                    }))
                            .await(10, TimeUnit.SECONDS))
                    .hasMessage("second half");
            assertThat(control.database().asSuperuser("select count(*) from agent where name = 'half'"))
                    .isEqualTo("0");
        } finally {
            database.close().await(10, TimeUnit.SECONDS);
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void failuresOfTheDatabaseQuoteNoValue() throws Exception {
        UUID organisation = id(mine);
        Database database = control.plane().store().database();

        assertThatThrownBy(() -> database.inOrganisation(organisation, connection -> connection
                                .query("select 'private'::int")
                                .execute())
                        .await(10, TimeUnit.SECONDS))
                .hasMessageContaining("22P02")
                .hasMessageNotContaining("private");
        assertThatThrownBy(() -> database.inOrganisation(organisation, connection -> connection
                                .preparedQuery("select $1::int")
                                .execute(Tuple.of("private")))
                        .await(10, TimeUnit.SECONDS))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageNotContaining("private");
    }
}
