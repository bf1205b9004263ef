package io.seltzer.cloud.store;

import io.seltzer.contract.DatasetName;
import io.seltzer.monitor.Grouping;
import io.seltzer.monitor.Monitor;
import io.seltzer.monitor.MonitorMetric;
import io.seltzer.monitor.MonitoredDataset;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Monitors that people keep in files. A file says how a dataset is monitored and which monitors it has; a monitor is known
/// again by what it measures, so its series goes on when its name or its settings change.
public final class MonitorFiles {
    private final Database database;
    private final Datasets datasets;
    private final DatasetMonitoring monitoring;
    private final Monitors monitors;

    MonitorFiles(Database database, Datasets datasets, DatasetMonitoring monitoring, Monitors monitors) {
        this.database = database;
        this.datasets = datasets;
        this.monitoring = monitoring;
        this.monitors = monitors;
    }

    /// What became of a file.
    ///
    /// @param created how many monitors
    /// @param unchanged how many monitors
    public record Published(UUID datasetId, int created, int changed, int unchanged) {}

    /// What tells the monitors of a dataset apart.
    private record Subject(
            MonitorMetric metric, @Nullable String column, @Nullable String groups, @Nullable String sql) {
        static Subject of(Monitor monitor) {
            Grouping grouping = monitor.grouping();
            return new Subject(
                    monitor.metric(), monitor.column(), grouping == null ? null : grouping.column(), monitor.sql());
        }
    }

    /// Sets the dataset up as the file says. Monitors that the dataset has and the file does not name stay as they are.
    ///
    /// @param by id of who publishes it
    public Future<Published> publish(UUID organisation, String by, MonitoredDataset file) {
        DatasetName name = DatasetName.parse(file.dataset()).orElseThrow(() -> Refused.invalid(
                "monitor.dataset", "The dataset " + file.dataset() + " must be named source/prefix/.../table."));
        MonitoringSettings settings = new MonitoringSettings(
                true, file.cadence(), file.timeZone(), file.partitionColumn());
        return database.inOrganisation(
                        organisation, connection -> datasets.ensureSource(
                                        connection, organisation, name.source(), Optional.empty())
                                .compose(_ -> datasets.ensure(connection, organisation, name)))
                .compose(dataset -> monitoring
                        .set(organisation, by, dataset, settings)
                        .compose(_ -> monitors.list(organisation, dataset))
                        .compose(known -> publish(organisation, by, dataset, file.monitors(), known)));
    }

    private Future<Published> publish(
            UUID organisation, String by, UUID dataset, List<Monitor> wanted, List<WatchedMonitor> there) {
        Map<Subject, Monitor> known = there.stream()
                .map(WatchedMonitor::monitor)
                .collect(Collectors.toMap(Subject::of, Function.identity(), (first, _) -> first));
        Future<Published> all = Future.succeededFuture(new Published(dataset, 0, 0, 0));
        for (Monitor monitor : wanted) {
            Monitor before = known.get(Subject.of(monitor));
            all = all.compose(sum -> publish(organisation, by, monitor, before, sum));
        }
        return all;
    }

    private Future<Published> publish(
            UUID organisation, String by, Monitor monitor, @Nullable Monitor before, Published sum) {
        if (before == null) {
            return monitors.create(organisation, sum.datasetId(), monitor.with(UUID.randomUUID()))
                    .map(new Published(sum.datasetId(), sum.created() + 1, sum.changed(), sum.unchanged()));
        }
        Monitor after = monitor.with(before.id());
        return after.equals(before)
                ? Future.succeededFuture(
                        new Published(sum.datasetId(), sum.created(), sum.changed(), sum.unchanged() + 1))
                : monitors.change(organisation, by, after)
                        .map(new Published(sum.datasetId(), sum.created(), sum.changed() + 1, sum.unchanged()));
    }

}
