package io.seltzer.cli.demo;

import static io.seltzer.check.Outcome.FAILED;
import static io.seltzer.check.Outcome.PASSED;
import static io.seltzer.check.Outcome.WARNED;
import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.check.CheckValue;
import io.seltzer.check.Evaluation;
import io.seltzer.check.Outcome;
import io.seltzer.config.DataSourceFile;
import io.seltzer.config.DataSourceFileReader;
import io.seltzer.contract.CheckSelection;
import io.seltzer.contract.Contract;
import io.seltzer.contract.ContractParser;
import io.seltzer.contract.ContractReading;
import io.seltzer.contract.ContractVariables;
import io.seltzer.scan.ContractScan;
import io.seltzer.scan.ScanLog;
import io.seltzer.testing.TestPostgres;
import io.seltzer.warehouse.ScanKey;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The example as the README of its folder describes it.
class FlightsExampleTest {
    private static final Path FOLDER = Path.of(System.getProperty("seltzer.basedir"), "examples", "flights");

    private static TestPostgres.Database database;
    private static Vertx vertx;

    @BeforeAll
    static void loadData() throws SQLException, IOException {
        vertx = Vertx.vertx();
        database = TestPostgres.freshDatabase();
        try (Connection connection = database.connect()) {
            assertThat(new FlightsData(FOLDER).loadInto(connection)).isTrue();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void aSecondLoadFindsTheDataOfTheFirst() throws SQLException, IOException {
        try (Connection connection = database.connect()) {
            assertThat(new FlightsData(FOLDER).loadInto(connection)).isFalse();
            try (var rows = connection.createStatement().executeQuery("select count(*) from flights")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(336_776);
            }
        }
    }

    @Test
    void twoChecksOfFlightsFailAndOneWarns() throws Exception {
        assertThat(complaints("flights.yml", 26)).containsOnly(
                Map.entry("columns.dep_time.checks.missing", "FAILED 2.45"),
                Map.entry("columns.tailnum.checks.invalid.registered", "FAILED 50094.00"),
                Map.entry("columns.dest.checks.invalid.known", "WARNED 7602.00"));
    }

    @Test
    void oneAirportIsInTheWrongPlace() throws Exception {
        assertThat(complaints("airports.yml", 17))
                .containsOnly(Map.entry("columns.lat.checks.invalid", "WARNED 1.00"));
    }

    @Test
    void planesAndAirlinesAreAsTheyShouldBe() throws Exception {
        assertThat(complaints("planes.yml", 17)).isEmpty();
        assertThat(complaints("airlines.yml", 7)).isEmpty();
    }

    @Test
    void theSettingsFilesCanBeRead() throws IOException {
        assertThat(settings("datasource.yml", "FLIGHTS").name()).isEqualTo("flights");
        assertThat(settings("warehouse.yml", "WAREHOUSE").name()).isEqualTo("warehouse");
    }

    /// The outcomes other than PASSED, by the check's path, with the measured value.
    private static Map<String, String> complaints(String file, int checks) throws Exception {
        ContractScan.Report report = scan(contract(file));
        assertThat(report.evaluations()).hasSize(checks);
        Map<String, String> complaints = new TreeMap<>();
        for (Evaluation evaluation : report.evaluations()) {
            Outcome outcome = evaluation.outcome();
            assertThat(outcome).isIn(PASSED, FAILED, WARNED);
            if (outcome != PASSED) {
                complaints.put(
                        evaluation.check().header().path(),
                        outcome + " " + "%.2f".formatted(evaluation.value().map(CheckValue::number).orElseThrow()));
            }
        }
        return complaints;
    }

    private static ContractScan.Report scan(Contract contract) throws Exception {
        ScanLog log = new ScanLog(Clock.systemUTC(), line -> {});
        ContractScan.Request request = new ContractScan.Request(
                contract,
                CheckSelection.ALL,
                settings("datasource.yml", "FLIGHTS"),
                Optional.empty(),
                new ScanKey(new UUID(0, 1), 1),
                OptionalInt.empty(),
                Duration.ofMinutes(1),
                () -> true,
                Promise.promise().future());
        return new ContractScan(vertx, log, System::nanoTime).run(request).await(60, TimeUnit.SECONDS);
    }

    private static Contract contract(String file) throws IOException {
        String text = text(file);
        ContractReading reading = ContractParser.read(file, text, ContractVariables.none(Instant.EPOCH));
        assertThat(reading.faults()).isEmpty();
        return ((ContractReading.Accepted) reading).contract();
    }

    private static DataSourceFile settings(String file, String prefix) throws IOException {
        Map<String, String> environment = Map.of(
                prefix + "_HOST", database.host(),
                prefix + "_PORT", Integer.toString(database.port()),
                prefix + "_USER", database.user(),
                prefix + "_PASSWORD", database.password());
        return new DataSourceFileReader(name -> Optional.ofNullable(environment.get(name)), path -> Optional.empty())
                .read(file, text(file))
                .orThrow(faults -> new IllegalArgumentException(faults.toString()));
    }

    /// The example's database is called flights; here it has another name.
    private static String text(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file))
                .replace("flights/flights/", "flights/" + database.name() + "/")
                .replaceAll("database: \\w+", "database: " + database.name());
    }
}
