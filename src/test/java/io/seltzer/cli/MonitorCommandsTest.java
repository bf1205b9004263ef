package io.seltzer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.testing.TestPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `monitor run`, with a real database and a history in a file.
class MonitorCommandsTest {
    private static final String MONITORS =
            """
            dataset: shop/SOURCE/public/orders
            partition_column: ordered_on
            schedule: daily
            monitors:
              - {metric: partition_row_count, name: Orders of a day}
              - {metric: missing_percent, column: amount, name: Orders without amount}
              - {metric: total_row_count_change, name: New orders}
              - {metric: schema_changes, name: Columns}
            """;

    @TempDir
    private Path folder;

    private final TestPostgres.Database database = TestPostgres.freshDatabase();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String source;
    private String monitors;

    @BeforeEach
    void tableAndFiles() throws SQLException, IOException {
        database.run(
                "create table orders as select date '2026-03-01' + day as ordered_on,"
                        + " case when number > 2 then 10.5 end as amount"
                        + " from generate_series(0, 39) as day, generate_series(1, 100) as number",
                // The last day half of them came, all without amount
                "delete from orders where ordered_on = '2026-04-09'",
                "insert into orders select '2026-04-09', null from generate_series(1, 50)",
                "analyze orders");
        source = write("ds.yml", "{type: postgres, name: shop, connection: {host: %s, port: %d, database: %s, user: %s, password: '%s'}}"
                .formatted(database.host(), database.port(), database.name(), database.user(), database.password()));
        monitors = write("monitors.yml", MONITORS.replace("SOURCE", database.name()));
    }

    @Test
    void a_backfill_teaches_what_is_usual_and_the_newest_day_is_judged_by_it() {
        // When
        int code = run("--data-timestamp", "2026-04-10T06:00:00Z", "--backfill", "100");

        // Then
        assertThat(code).as(err.toString()).isEqualTo(1);
        assertThat(out.toString())
                .containsOnlyOnce("Orders of a day")
                .containsPattern("anomaly +Orders of a day +2026-04-09 00:00 +50 +99")
                .containsPattern("anomaly +Orders without amount +2026-04-09 00:00 +100 %")
                .contains("unknown (training, 1 more)", "4 monitors measured, 2 anomalies.");
    }

    @Test
    void the_history_goes_on_from_run_to_run() throws Exception {
        // Given
        run("--data-timestamp", "2026-04-09T06:00:00Z", "--backfill", "100");
        int first = Files.readAllLines(folder.resolve("monitors.yml.history")).size();
        database.run("alter table orders add column note text");

        // When
        out.getBuffer().setLength(0);
        int code = run("--data-timestamp", "2026-04-10T06:00:00Z");

        // Then
        assertThat(code).as(err.toString()).isEqualTo(1);
        assertThat(out.toString()).contains("added note", "3 anomalies");
        assertThat(Files.readAllLines(folder.resolve("monitors.yml.history"))).hasSize(first + 4);
        // And again the same
        String told = out.toString();
        out.getBuffer().setLength(0);
        run("--data-timestamp", "2026-04-10T06:00:00Z");
        assertThat(out.toString().lines().filter(line -> line.contains("Orders")))
                .isEqualTo(told.lines().filter(line -> line.contains("Orders")).toList());
    }

    @Test
    void what_cannot_be_measured_is_told_once_and_is_an_error() throws Exception {
        // Given
        monitors = write(
                "monitors.yml",
                """
                dataset: shop/SOURCE/public/orders
                partition_column: ordered_on
                schedule: daily
                monitors:
                  - metric: partition_row_count
                  - {metric: average, column: discount}
                  - metric: custom_sql
                    query: select sum(discount) from orders where ordered_on = ${partition.start}
                """
                        .replace("SOURCE", database.name()));

        // When
        int code = run("--data-timestamp", "2026-04-09T06:00:00Z", "--backfill", "30");

        // Then
        assertThat(code).isEqualTo(3);
        assertThat(out.toString())
                .containsPattern("expected +Partition row count +2026-04-08")
                .contains("unknown (columnMissing)", "unknown (queryFailed)")
                .contains("1 monitor measured, 2 cannot be measured, no anomaly.");
        assertThat(err.toString()).containsOnlyOnce("Custom SQL").containsOnlyOnce("Average of discount");
    }

    @Test
    void all_faults_of_the_file_are_told_with_their_places() throws IOException {
        // Given
        monitors = write("monitors.yml", "dataset: shop\nschedule: dayly\nmonitors:\n  - {metric: averag, column: a}\n");

        // When
        int code = run();

        // Then
        assertThat(code).isEqualTo(3);
        assertThat(err.toString()).contains(":1:", ":2:", "daily", ":4:", "average");
        assertThat(folder.resolve("monitors.yml.history")).doesNotExist();
    }

    @Test
    void a_history_that_is_none_is_left_alone() throws IOException {
        // Given
        String history = write("notes.txt", "not a history\n");

        // When
        int code = run("--history", history);

        // Then
        assertThat(code).isEqualTo(3);
        assertThat(err.toString()).contains("notes.txt:1").doesNotContain("not a history");
        assertThat(Path.of(history)).hasContent("not a history");
    }

    @Test
    void the_data_source_must_be_the_datasets() throws IOException {
        // Given
        monitors = write("monitors.yml", MONITORS.replace("shop/SOURCE", "store/SOURCE"));

        // Then
        assertThat(run()).isEqualTo(3);
        assertThat(err.toString()).contains("store", "shop");
    }

    @Test
    void a_file_to_start_from_fits_the_table_and_runs() throws Exception {
        // Given
        database.run("alter table orders add column \"Shipped On\" date, add column note text", "analyze orders");
        String file = folder.resolve("created.yml").toString();

        // When
        int code = Seltzer.run(
                new PrintWriter(out, true), new PrintWriter(err, true), "monitor", "create", "-ds", source, "-d",
                "shop/" + database.name() + "/public/orders", "-f", file);

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(Files.readString(Path.of(file)))
                .contains("partition_column: ordered_on   # or Shipped On\n")
                .contains("  - metric: partition_row_count\n", "  - {metric: average, column: amount}\n")
                .contains("{metric: missing_percent, column: 'Shipped On'}", "{metric: missing_percent, column: note}");
        monitors = file;
        assertThat(run("--data-timestamp", "2026-04-10T06:00:00Z")).as(err.toString()).isZero();
    }

    private int run(String... more) {
        List<String> arguments = new ArrayList<>(List.of("monitor", "run", "-ds", source, "-m", monitors));
        arguments.addAll(List.of(more));
        return Seltzer.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
