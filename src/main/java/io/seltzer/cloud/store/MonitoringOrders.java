package io.seltzer.cloud.store;

import io.seltzer.monitor.Cadence;
import io.seltzer.monitor.Monitor;
import io.seltzer.monitor.MonitorMetric.Subject;
import io.seltzer.monitor.MonitoredDataset;
import io.seltzer.monitor.Partition;
import io.seltzer.protocol.Instruction.Kind;
import io.seltzer.protocol.monitoring.MonitoringOrder;
import io.seltzer.protocol.monitoring.MonitoringOrder.DatasetOrder;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a scan shall measure, as the settings are when its bundle is fetched.
final class MonitoringOrders {
    private static final String FIND =
            """
            select dataset.id as dataset_id, dataset.qualified_name, monitoring.enabled, monitoring.cadence,
                   monitoring.time_zone, monitoring.partition_column, monitoring_scan.first_partition,
                   monitoring_scan.last_partition, monitor.definition::text as definition
            from monitoring_scan
            join dataset on dataset.id = monitoring_scan.dataset_id
            join monitoring on monitoring.dataset_id = dataset.id
            join monitor on monitor.dataset_id = dataset.id and monitor.deleted_at is null
            where monitoring_scan.scan_id = $1
            order by dataset.qualified_name, monitor.created_at, monitor.id""";

    private MonitoringOrders() {}

    /// @param dataTime that the scan speaks of
    static Future<MonitoringOrder> of(SqlConnection connection, UUID scan, Kind kind, Instant dataTime) {
        return connection.preparedQuery(FIND).execute(Tuple.of(scan)).map(rows -> order(rows, kind, dataTime));
    }

    private static MonitoringOrder order(RowSet<Row> rows, Kind kind, Instant dataTime) {
        Map<UUID, List<Row>> byDataset = new LinkedHashMap<>();
        rows.forEach(row ->
                byDataset.computeIfAbsent(row.getUUID("dataset_id"), _ -> new ArrayList<>()).add(row));
        return new MonitoringOrder(byDataset.values().stream()
                .map(ofOne -> datasetOrder(ofOne, kind, dataTime))
                .filter(order -> !order.dataset().monitors().isEmpty())
                .filter(order -> kind == Kind.monitor || !order.partitions().isEmpty())
                .toList());
    }

    private static DatasetOrder datasetOrder(List<Row> rows, Kind kind, Instant dataTime) {
        Row first = rows.getFirst();
        MonitoringSettings settings = Objects.requireNonNull(DatasetMonitoring.settings(first));
        List<Monitor> monitors = rows.stream()
                .map(Monitors::monitor)
                .filter(monitor -> kind == Kind.monitor || monitor.metric().subject() != Subject.CATALOG)
                .toList();
        MonitoredDataset dataset = new MonitoredDataset(
                first.getString("qualified_name"),
                settings.partitionColumn(),
                settings.timeZone(),
                settings.cadence(),
                monitors);
        return new DatasetOrder(dataset, partitions(first, settings, kind, dataTime));
    }

    private static List<Partition> partitions(
            Row row, MonitoringSettings settings, Kind kind, Instant dataTime) {
        if (settings.partitionColumn() == null) {
            return List.of();
        }
        Cadence cadence = settings.cadence();
        ZoneId zone = settings.timeZone();
        @Nullable OffsetDateTime oldest = row.getOffsetDateTime("first_partition");
        @Nullable OffsetDateTime last = row.getOffsetDateTime("last_partition");
        if (kind == Kind.monitor || oldest == null || last == null) {
            return List.of(cadence.lastComplete(dataTime, zone));
        }
        Instant end = cadence.at(last.toInstant(), zone).end();
        return cadence.complete(oldest.toInstant(), end, zone, MonitoringScans.MOST_PARTITIONS);
    }
}
