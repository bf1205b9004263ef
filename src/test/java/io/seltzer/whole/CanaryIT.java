package io.seltzer.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.cli.RestClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No value of a row leaves the customer's network: marked values in every column of the tables occur nowhere in what
/// crosses to the control plane, nor in its database, nor in any log, also when databases fail and quote them.
class CanaryIT {
    /// As they look in a row's text form, by column.
    private static final Map<String, String> CANARIES = new TreeMap<>(Map.of(
            "id", "770077001",
            "name", "canary-name-5b1f",
            "code", "CANARYCODE",
            "amount", "88776655.25",
            "born", "1907-03-09",
            "seen", "1911-11-11 11:22:33",
            "token", "0ca0a2c7-0ca0-4a2c-8a2c-ca0a2c70ca0a",
            "detail", "canary-json-77aa",
            "parent", "canary-parent-31c9"));

    private static final String CONTRACT =
            """
            dataset: shop/SOURCE/public/people
            columns:
              - name: id
                checks:
                  - invalid: {valid_max: 5}
                  - duplicate:
              - name: name
                checks:
                  - missing: {filter: name <> ''}
                  - missing: {qualifier: cast, filter: cast(name as integer) > 0}
                  - invalid: {valid_format: {name: digits, regex: '^[0-9]+$'}}
                  - duplicate:
              - name: code
                data_type: integer
                checks: [{invalid: {valid_max_length: 2}}]
              - name: amount
                checks: [{invalid: {valid_min: 99999999}}]
              - name: born
                checks:
                  - missing: {filter: cast(born::text as integer) > 0}
                  - duplicate:
              - name: seen
                checks: [{duplicate: }]
              - name: token
                checks:
                  - invalid: {valid_length: 3, column_expression: token::text}
              - name: detail
                checks:
                  - invalid: {valid_values: [none], column_expression: detail::text}
              - name: parent
                checks:
                  - invalid: {valid_reference_data: {dataset: shop/SOURCE/public/parents, column: parent}}
            checks:
              - schema:
              - row_count: {threshold: {must_be: 1}}
              - duplicate: {columns: [name, seen, token]}
            """;

    @TempDir
    private Path folder;

    private WholeSystem system;

    @BeforeEach
    void start() throws Exception {
        system = new WholeSystem(folder, Duration.ofSeconds(60));
        system.inSource("create table parents (parent text); insert into parents values ('other-canary-parent');"
                + "create table people (id integer, name text, code varchar(20), amount numeric, born date,"
                + " seen timestamp, token uuid, detail jsonb, parent text);"
                + "insert into people select 770077001, 'canary-name-5b1f', 'CANARYCODE', 88776655.25, '1907-03-09',"
                + " '1911-11-11 11:22:33', '0ca0a2c7-0ca0-4a2c-8a2c-ca0a2c70ca0a', '{\"k\": \"canary-json-77aa\"}',"
                + " 'canary-parent-31c9' from generate_series(1, 2)");
    }

    @AfterEach
    void stop() throws Exception {
        system.close();
    }

    @Test
    void no_value_of_a_row_leaves() throws Exception {
        // Given
        RestClient.Published contract = system.publish(CONTRACT);
        String recorded;
        AgentProcess agent;
        try (RecordingProxy proxy = RecordingProxy.to(URI.create(system.url()).getPort())) {
            agent = system.startAgent("agent", proxy.url());

            // When the checks fail, two queries fail with the value in the server's words,
            String first = system.rest().verify(contract);
            String firstState = system.endOf(first);
            String kept = rowsOfTheWarehouse();
            // and the warehouse refuses rows with the value in its words
            failTheWarehouse();
            String second = system.rest().verify(contract);
            system.endOf(second);
            agent.stop();
            recorded = proxy.recorded();

            // Then both scans did what this test needs of them
            assertThat(firstState).isEqualTo("completedWithErrors");
            assertThat(recorded).contains("SQLSTATE 22P02").contains("SQLSTATE 23505").contains("sodaCoreInsertScanResults");
            // And the values are where they belong
            assertThat(kept).contains(CANARIES.values());
        }
        // And nowhere else
        Map<String, String> places = new TreeMap<>();
        places.put("between agent and control plane", recorded);
        places.put("in the control plane's database", controlPlaneDatabase());
        places.put("in the agent's files and logs", filesUnder(folder));
        places.forEach((place, content) -> CANARIES.forEach((column, canary) ->
                assertThat(content.contains(canary)).as("the value of " + column + " occurs " + place).isFalse()));
    }

    /// Two equal rows violate a unique index, and PostgreSQL says with which values.
    private void failTheWarehouse() throws Exception {
        String table = failedRowsTable();
        system.inWarehouse("delete from " + table);
        system.inWarehouse("create unique index on " + table + " (_seltzer_scan_id, id, name, born)");
    }

    private String failedRowsTable() throws Exception {
        return WholeSystem.strings(
                        system.warehouse(),
                        "select format('%I.%I', schemaname, tablename) from pg_tables "
                                + "where tablename like 'failed\\_rows\\_%'")
                .getFirst();
    }

    private String rowsOfTheWarehouse() throws Exception {
        return String.join(
                "\n",
                WholeSystem.strings(system.warehouse(), "select t::text from " + failedRowsTable() + " t"));
    }

    private String controlPlaneDatabase() throws Exception {
        List<String> rows = new ArrayList<>();
        for (String table : WholeSystem.strings(
                system.database().server(),
                "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname = 'public'")) {
            rows.addAll(WholeSystem.strings(system.database().server(), "select t::text from " + table + " t"));
        }
        assertThat(rows).hasSizeGreaterThan(50);
        return String.join("\n", rows);
    }

    private static String filesUnder(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).append('\n');
            }
        }
        assertThat(all).contains("Agent started");
        return all.toString();
    }
}
