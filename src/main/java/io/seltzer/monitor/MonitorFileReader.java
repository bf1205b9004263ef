package io.seltzer.monitor;

import io.seltzer.contract.DatasetName;
import io.seltzer.yaml.Faults;
import io.seltzer.yaml.Fields;
import io.seltzer.yaml.Fields.Language;
import io.seltzer.yaml.YamlNode;
import io.seltzer.yaml.YamlNode.YamlMap;
import io.seltzer.yaml.YamlReader;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Turns the text of a monitor file into the monitors of a dataset, or says everything that is wrong with it in one go.
public final class MonitorFileReader {
    private static final Language LANGUAGE = new Language("monitor");
    private static final List<String> KEYS =
            List.of("dataset", "partition_column", "time_zone", "schedule", "monitors");
    private static final List<String> CADENCES =
            Arrays.stream(Cadence.values()).map(Cadence::key).toList();

    private final Faults faults = new Faults();

    private MonitorFileReader() {}

    /// @param file a name for positions; nothing is read from it
    public static MonitorFile read(String file, String text) {
        return new MonitorFileReader().reading(file, text);
    }

    private MonitorFile reading(String file, String text) {
        Optional<MonitoredDataset> dataset = YamlReader.read(file, text, faults).flatMap(this::dataset);
        return dataset.isPresent() && !faults.hasErrors()
                ? new MonitorFile.Accepted(dataset.get())
                : new MonitorFile.Faulty(faults.inOrder());
    }

    private Optional<MonitoredDataset> dataset(YamlNode root) {
        if (root instanceof YamlMap map) {
            return Optional.of(dataset(new Fields(map, "the monitor file", LANGUAGE, faults)));
        }
        faults.error(
                "monitor.not-a-mapping",
                "A monitor file is a mapping with dataset: and monitors:, but this is " + root.kind() + ".",
                root.position());
        return Optional.empty();
    }

    private MonitoredDataset dataset(Fields fields) {
        fields.refuseAllBut(KEYS);
        fields.require("dataset");
        fields.require("schedule");
        fields.require("monitors");
        String name = fields.filledText("dataset").orElse("");
        if (!name.isEmpty() && DatasetName.parse(name).isEmpty()) {
            fields.error(
                    "monitor.dataset",
                    "dataset must be a qualified name such as shop/db/public/orders: data source, what lies between, table.",
                    fields.map().positionOf("dataset"));
        }
        String partitionColumn = fields.filledText("partition_column").orElse(null);
        ZoneId zone = zone(fields);
        Cadence cadence = fields.oneOf("schedule", CADENCES, Cadence::of).orElse(Cadence.DAILY);
        List<MonitorReader> readers = fields.elements("monitors", "the monitor").stream()
                .map(monitor -> new MonitorReader(name, monitor))
                .toList();
        MonitoredDataset none = new MonitoredDataset(name, partitionColumn, zone, cadence, List.of());
        List<Monitor> monitors = new ArrayList<>();
        Map<UUID, Monitor> known = new HashMap<>();
        for (MonitorReader reader : readers) {
            reader.read().ifPresent(monitor -> {
                MonitorRules.twin(monitor, known).ifPresent(reader::tell);
                MonitorRules.ofPartitionColumn(none, monitor).ifPresent(reader::tell);
                monitors.add(monitor);
            });
        }
        if (monitors.size() > MonitorRules.MOST_MONITORS) {
            fields.error(
                    "monitor.too-many",
                    "A dataset has at most " + MonitorRules.MOST_MONITORS + " monitors.",
                    fields.map().positionOf("monitors"));
        }
        return new MonitoredDataset(name, partitionColumn, zone, cadence, monitors);
    }

    private static ZoneId zone(Fields fields) {
        return fields.filledText("time_zone")
                .flatMap(text -> {
                    try {
                        return Optional.of(ZoneId.of(text));
                    } catch (DateTimeException none) {
                        fields.error(
                                "monitor.time-zone",
                                "time_zone must be a name such as Europe/Berlin or UTC.",
                                fields.map().positionOf("time_zone"));
                        return Optional.<ZoneId>empty();
                    }
                })
                .orElse(ZoneId.of("UTC"));
    }
}
