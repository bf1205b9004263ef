package io.seltzer.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.monitor.Partition;
import io.seltzer.protocol.AgentApi.Grant;
import io.seltzer.protocol.Instruction;
import io.seltzer.protocol.ScanBundle;
import io.seltzer.protocol.monitoring.MonitoringOrder.DatasetOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// When scans of monitors are queued, and what they are to measure.
class MonitoringScheduleTest {
    private RunningControlPlane control;
    private TestMonitoring monitoring;

    @BeforeEach
    void aDailyDataset() throws Exception {
        control = RunningControlPlane.start();
        monitoring = TestMonitoring.daily(control);
    }

    @AfterEach
    void stop() throws Exception {
        control.close();
    }

    private void schedule() throws Exception {
        control.plane().store().monitoring().schedule().run().await(10, TimeUnit.SECONDS);
    }

    private static Partition partition(String start, String end) {
        return new Partition(Instant.parse(start), Instant.parse(end));
    }

    private List<DatasetOrder> orders(Grant grant) {
        return Objects.requireNonNull(monitoring.bundle(grant).monitoring()).datasets();
    }

    @Test
    void measures_a_day_that_has_25_hours_and_only_when_it_is_over() throws Exception {
        // Given a day's end in Berlin
        monitoring.set(Map.of("timeZone", "Europe/Berlin"));
        monitoring.columnMonitor("count");
        assertThat(monitoring.show().path("nextDue").asText()).isEqualTo("2026-05-04T22:00:00Z");

        // When nobody was there for months
        control.clock().set("2026-10-24T22:30:00Z");
        schedule();
        schedule();

        // Then what was missed is due once
        Grant first = monitoring.agent().claimOne();
        assertThat(orders(first).getFirst().partitions())
                .containsExactly(partition("2026-10-23T22:00:00Z", "2026-10-24T22:00:00Z"));
        assertThat(monitoring.show().path("nextDue").asText()).isEqualTo("2026-10-25T23:00:00Z");
        monitoring.end(first);
        assertThat(monitoring.agent().claim(1)).isEmpty();

        // When 24 hours later the day is not over yet
        control.clock().set("2026-10-25T22:30:00Z");
        schedule();
        assertThat(monitoring.agent().claim(1)).isEmpty();

        // Then
        control.clock().set("2026-10-25T23:00:00Z");
        schedule();
        assertThat(orders(monitoring.agent().claimOne()).getFirst().partitions())
                .containsExactly(partition("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"));
    }

    @Test
    void two_replicas_queue_what_is_due_once() throws Exception {
        // Given
        monitoring.columnMonitor("count");
        try (RunningControlPlane replica = RunningControlPlane.start(
                control.database(), control.database().address(), control.clock(), same -> same)) {
            for (int day = 5; day < 15; day++) {
                control.clock().set("2026-05-%02dT00:00:00Z".formatted(day));

                // When
                var here = control.plane().store().monitoring().schedule().run();
                var there = replica.plane().store().monitoring().schedule().run();
                here.await(10, TimeUnit.SECONDS);
                there.await(10, TimeUnit.SECONDS);

                // Then
                List<Grant> granted = monitoring.agent().claim(5);
                assertThat(granted).hasSize(1);
                monitoring.end(granted.getFirst());
            }
        }
        assertThat(control.database().asSuperuser("select count(*) from scan")).isEqualTo("10");
    }

    @Test
    void a_scan_has_all_due_datasets_of_a_data_source_with_what_to_measure_of_each() throws Exception {
        // Given two datasets that are due, and others that are not
        UUID count = monitoring.columnMonitor("count");
        UUID rows = monitoring.datasetMonitor("total_row_count");
        TestMonitoring whole = monitoring.beside("shopdb/prod/public/customers");
        whole.set(Map.of("cadence", "hourly"));
        whole.columnMonitor("missing_percent");
        TestMonitoring weekly = monitoring.beside("shopdb/prod/public/years");
        weekly.set(Map.of("cadence", "weekly"));
        weekly.columnMonitor("sum");
        TestMonitoring off = monitoring.beside("shopdb/prod/public/off");
        off.set(Map.of("enabled", false));
        off.columnMonitor("sum");
        monitoring.beside("shopdb/prod/public/bare").set(Map.of("enabled", true));

        // When
        control.clock().set("2026-05-05T00:00:07.123456Z");
        schedule();

        // Then
        Grant grant = monitoring.agent().claimOne();
        ScanBundle bundle = monitoring.bundle(grant);
        assertThat(grant.instruction().kind()).isEqualTo(Instruction.Kind.monitor);
        assertThat(bundle.contract()).isNull();
        assertThat(bundle.warehouse()).isNull();
        assertThat(bundle.dataSource()).isEqualTo(TestOrganisation.DATA_SOURCE);
        assertThat(bundle.dataTimestamp()).isEqualTo("2026-05-05T00:00:07Z");
        List<DatasetOrder> orders = orders(grant);
        assertThat(orders)
                .extracting(order -> order.dataset().dataset())
                .containsExactly("shopdb/prod/public/customers", TestOrganisation.DATASET);
        assertThat(orders.getFirst().partitions()).isEmpty();
        assertThat(orders.getLast().dataset().partitionColumn()).isEqualTo("created_at");
        assertThat(orders.getLast().dataset().monitors())
                .extracting(monitor -> monitor.id())
                .containsExactlyInAnyOrder(count, rows);
        assertThat(orders.getLast().partitions())
                .containsExactly(partition("2026-05-04T00:00:00Z", "2026-05-05T00:00:00Z"));
    }

    @Test
    void queues_nothing_while_a_scan_of_the_data_source_is_open() throws Exception {
        // Given
        monitoring.columnMonitor("count");
        control.clock().set("2026-05-05T00:00:00Z");
        schedule();
        TestMonitoring other = monitoring.beside("shopdb/prod/public/customers");
        other.set(Map.of("cadence", "hourly"));
        other.columnMonitor("count");
        control.clock().advance(Duration.ofMinutes(59).plusSeconds(59));
        schedule();
        Grant first = monitoring.agent().claimOne();

        // When
        control.clock().advance(Duration.ofSeconds(1));
        schedule();

        // Then what is due waits for the end
        assertThat(monitoring.agent().claim(1, first.lease())).isEmpty();
        monitoring.end(first);
        schedule();
        assertThat(orders(monitoring.agent().claimOne()))
                .extracting(order -> order.dataset().dataset())
                .containsExactly("shopdb/prod/public/customers");
    }

    @Test
    void an_order_is_made_of_the_settings_of_the_time_of_its_fetch() throws Exception {
        // Given
        UUID kept = monitoring.columnMonitor("count");
        UUID deleted = monitoring.columnMonitor("sum");
        Grant grant = monitoring.measure();

        // When
        monitoring.organisation().http().rest(
                "DELETE", "/datasets/" + monitoring.dataset() + "/columnMetricMonitors/" + deleted);
        monitoring.set(Map.of("cadence", "every_6_hours"));

        // Then
        DatasetOrder order = orders(grant).getFirst();
        assertThat(order.dataset().monitors()).extracting(monitor -> monitor.id()).containsExactly(kept);
        assertThat(order.partitions())
                .containsExactly(partition("2026-05-04T00:00:00Z", "2026-05-04T06:00:00Z"));
    }

    @Test
    void a_backfill_measures_up_to_365_partitions_oldest_first_and_no_catalog() throws Exception {
        // Given
        UUID count = monitoring.columnMonitor("count");
        monitoring.datasetMonitor("total_row_count");

        // When
        Grant grant = monitoring.backfill("2025-05-04T12:00:00Z");

        // Then
        assertThat(grant.instruction().kind()).isEqualTo(Instruction.Kind.backfill);
        DatasetOrder order = orders(grant).getFirst();
        assertThat(order.dataset().monitors()).extracting(monitor -> monitor.id()).containsExactly(count);
        assertThat(order.partitions())
                .hasSize(365)
                .startsWith(partition("2025-05-04T00:00:00Z", "2025-05-05T00:00:00Z"))
                .endsWith(partition("2026-05-03T00:00:00Z", "2026-05-04T00:00:00Z"));
    }

    @Test
    void a_scan_that_no_agent_takes_ends_and_the_next_one_measures_the_newest_partition() throws Exception {
        // Given
        monitoring.columnMonitor("count");
        control.clock().set("2026-05-05T00:00:00Z");
        schedule();

        // When
        control.clock().set("2026-05-07T00:00:01Z");
        control.sweep();
        schedule();

        // Then
        assertThat(control.database().asSuperuser("select string_agg(state, ',' order by created_at) from scan"))
                .isEqualTo("timedOut,queued");
        assertThat(orders(monitoring.agent().claimOne()).getFirst().partitions())
                .containsExactly(partition("2026-05-06T00:00:00Z", "2026-05-07T00:00:00Z"));
    }
}
