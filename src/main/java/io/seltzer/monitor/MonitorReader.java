package io.seltzer.monitor;

import io.seltzer.monitor.Detection.Exclusion;
import io.seltzer.monitor.Detection.Side;
import io.seltzer.yaml.Scalar;
import io.seltzer.yaml.YamlNode;
import io.seltzer.yaml.YamlNode.YamlMap;
import io.seltzer.yaml.YamlNode.YamlScalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads one member of `monitors`.
final class MonitorReader {
    private static final List<String> KEYS = List.of(
            "metric", "column", "name", "sensitivity", "alert", "valid_range", "exclude", "group_by", "query");
    private static final List<String> METRICS =
            Arrays.stream(MonitorMetric.values()).map(MonitorMetric::key).toList();
    private static final List<String> SIDES = Arrays.stream(Side.values()).map(MonitorReader::key).toList();

    private final String dataset;
    private final MonitorFields fields;

    /// @param dataset qualified name
    MonitorReader(String dataset, MonitorFields fields) {
        this.dataset = dataset;
        this.fields = fields;
    }

    /// Empty when there is no telling what it measures.
    Optional<Monitor> read() {
        fields.refuseAllBut(KEYS);
        fields.require("metric");
        Optional<MonitorMetric> metric = fields.oneOf("metric", METRICS, MonitorMetric::of);
        String column = fields.text("column").orElse(null);
        String sql = fields.text("query").map(MonitorReader::withoutEnd).orElse(null);
        Grouping grouping = grouping();
        Detection detection = detection();
        Optional<String> name = fields.text("name");
        return metric.map(of -> {
            String groupColumn = grouping == null ? null : grouping.column();
            Monitor monitor = new Monitor(
                    MonitorIdentity.of(dataset, of, column, groupColumn, sql),
                    name.orElseGet(() -> MonitorNames.of(of, column, groupColumn)),
                    of, column, grouping, sql, detection);
            MonitorRules.faults(monitor).forEach(this::tell);
            return monitor;
        });
    }

    /// What could not be read was told already, and is not missing besides.
    void tell(MonitorFault fault) {
        if (fault.code().endsWith("-required") && fields.has(fault.member())) {
            return;
        }
        fields.error(fault.code(), fault.message(), fields.positionOf(fault.member()));
    }

    private static String withoutEnd(String sql) {
        String text = sql.strip();
        while (text.endsWith(";")) {
            text = text.substring(0, text.length() - 1).stripTrailing();
        }
        return text;
    }

    private @Nullable Grouping grouping() {
        return fields.fields("group_by", "group_by")
                .flatMap(group -> {
                    group.refuseAllBut(List.of("column", "exclude", "send_values"));
                    group.require("column");
                    List<String> excluded = group.writtenMembers("exclude");
                    boolean named = group.truth("send_values");
                    return group.text("column").map(column -> new Grouping(column, excluded, named));
                })
                .orElse(null);
    }

    private Detection detection() {
        Side side = fields.oneOf("alert", SIDES, MonitorReader::side).orElse(Side.BOTH);
        Optional<MonitorFields> range = fields.fields("valid_range", "valid_range");
        range.ifPresent(bounds -> bounds.refuseAllBut(List.of("min", "max")));
        return new Detection(
                fields.number("sensitivity").orElse(Detection.DEFAULT.sensitivity()),
                side,
                range.flatMap(bounds -> bounds.number("min")).orElse(null),
                range.flatMap(bounds -> bounds.number("max")).orElse(null),
                exclusions());
    }

    private List<Exclusion> exclusions() {
        List<Exclusion> exclusions = new ArrayList<>();
        for (YamlNode item : fields.items("exclude")) {
            switch (item) {
                case YamlScalar(Scalar.Decimal(var number), _, var position) ->
                    fields.finite("exclude", number, position)
                            .ifPresent(value -> exclusions.add(new Exclusion(value, value)));
                case YamlMap map -> {
                    MonitorFields range = fields.inner(map, "a range of exclude");
                    range.refuseAllBut(List.of("from", "to"));
                    exclusions.add(new Exclusion(
                            range.number("from").orElse(null), range.number("to").orElse(null)));
                }
                case YamlNode other -> fields.wrongMember("exclude", "a number or a range such as {from: 5, to: 7}", other);
            }
        }
        return exclusions;
    }

    private static Optional<Side> side(String text) {
        return Arrays.stream(Side.values()).filter(side -> key(side).equals(text)).findFirst();
    }

    private static String key(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }
}
