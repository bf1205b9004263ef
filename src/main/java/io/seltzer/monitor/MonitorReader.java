package io.seltzer.monitor;

import io.seltzer.monitor.Detection.Exclusion;
import io.seltzer.monitor.Detection.Side;
import io.seltzer.yaml.Fields;
import io.seltzer.yaml.Position;
import io.seltzer.yaml.Scalar;
import io.seltzer.yaml.YamlNode;
import io.seltzer.yaml.YamlNode.YamlMap;
import io.seltzer.yaml.YamlNode.YamlScalar;
import java.math.BigDecimal;
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
    private final Fields fields;

    /// @param dataset qualified name
    MonitorReader(String dataset, Fields fields) {
        this.dataset = dataset;
        this.fields = fields;
    }

    /// Empty when there is no telling what it measures.
    Optional<Monitor> read() {
        fields.refuseAllBut(KEYS);
        fields.require("metric");
        Optional<MonitorMetric> metric = fields.oneOf("metric", METRICS, MonitorMetric::of);
        String column = fields.filledText("column").orElse(null);
        String sql = fields.sql("query").orElse(null);
        Grouping grouping = grouping();
        Detection detection = detection();
        Optional<String> name = fields.filledText("name");
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
        fields.error(fault.code(), fault.message(), fields.map().positionOf(fault.member()));
    }

    private @Nullable Grouping grouping() {
        return fields.fields("group_by", "group_by")
                .flatMap(group -> {
                    group.refuseAllBut(List.of("column", "exclude", "send_values"));
                    group.require("column");
                    List<String> excluded = written(group, "exclude");
                    boolean named = group.truth("send_values");
                    return group.filledText("column").map(column -> new Grouping(column, excluded, named));
                })
                .orElse(null);
    }

    private Detection detection() {
        Side side = fields.oneOf("alert", SIDES, MonitorReader::side).orElse(Side.BOTH);
        Optional<Fields> range = fields.fields("valid_range", "valid_range");
        range.ifPresent(bounds -> bounds.refuseAllBut(List.of("min", "max")));
        return new Detection(
                number(fields, "sensitivity").orElse(Detection.DEFAULT.sensitivity()),
                side,
                range.flatMap(bounds -> number(bounds, "min")).orElse(null),
                range.flatMap(bounds -> number(bounds, "max")).orElse(null),
                exclusions());
    }

    private List<Exclusion> exclusions() {
        List<Exclusion> exclusions = new ArrayList<>();
        for (YamlNode item : fields.items("exclude")) {
            switch (item) {
                case YamlScalar(Scalar.Decimal(var number), _, var position) ->
                    finite("exclude", number, position)
                            .ifPresent(value -> exclusions.add(new Exclusion(value, value)));
                case YamlMap map -> {
                    Fields range = fields.inner(map, "a range of exclude");
                    range.refuseAllBut(List.of("from", "to"));
                    exclusions.add(new Exclusion(
                            number(range, "from").orElse(null), number(range, "to").orElse(null)));
                }
                case YamlNode other -> fields.wrongMember("exclude", "a number or a range such as {from: 5, to: 7}", other);
            }
        }
        return exclusions;
    }

    private Optional<Double> number(Fields of, String key) {
        return of.number(key).flatMap(number -> finite(key, number, of.map().positionOf(key)));
    }

    /// @param key for messages
    private Optional<Double> finite(String key, BigDecimal number, Position position) {
        double value = number.doubleValue();
        if (Double.isInfinite(value)) {
            fields.error("monitor.number", key + " has a number that is too large.", position);
            return Optional.empty();
        }
        return Optional.of(value);
    }

    /// The scalars of a list, as they are written.
    private static List<String> written(Fields fields, String key) {
        List<String> members = new ArrayList<>();
        for (YamlNode item : fields.items(key)) {
            if (item instanceof YamlScalar(Scalar value, String text, _) && !(value instanceof Scalar.Null)) {
                members.add(text);
            } else {
                fields.wrongMember(key, "a single value", item);
            }
        }
        return members;
    }

    private static Optional<Side> side(String text) {
        return Arrays.stream(Side.values()).filter(side -> key(side).equals(text)).findFirst();
    }

    private static String key(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }
}
