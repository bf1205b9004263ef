package io.seltzer.contract;

import io.seltzer.yaml.Position;
import io.seltzer.yaml.Scalar;
import io.seltzer.yaml.YamlNode;
import io.seltzer.yaml.YamlNode.Entry;
import io.seltzer.yaml.YamlNode.YamlList;
import io.seltzer.yaml.YamlNode.YamlMap;
import io.seltzer.yaml.YamlNode.YamlScalar;
import io.seltzer.yaml.YamlWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The YAML text by which the wire describes one check (cloud-protocol §5.2).
final class CheckDefinition {
    private final Position position;

    private CheckDefinition(Position position) {
        this.position = position;
    }

    /// @param filter of the rows the check is given, variables resolved
    /// @param body the check's mapping as it was written, without its type key
    static String of(Optional<String> filter, Optional<String> column, YamlMap body) {
        return new CheckDefinition(body.position()).text(filter, column, body);
    }

    private String text(Optional<String> filter, Optional<String> column, YamlMap body) {
        Map<String, Entry> definition = new LinkedHashMap<>();
        filter.ifPresent(condition -> definition.put("filter", entry(scalar(condition))));
        YamlList checks = new YamlList(List.of(body), position);
        column.ifPresentOrElse(
                name -> {
                    Map<String, Entry> entries = new LinkedHashMap<>();
                    entries.put("name", entry(scalar(name)));
                    entries.put("checks", entry(checks));
                    YamlMap entryOfColumn = new YamlMap(entries, position);
                    definition.put("columns", entry(new YamlList(List.of(entryOfColumn), position)));
                },
                () -> definition.put("checks", entry(checks)));
        return YamlWriter.write(new YamlMap(definition, position));
    }

    private Entry entry(YamlNode value) {
        return new Entry(value, position);
    }

    private YamlScalar scalar(String text) {
        return new YamlScalar(new Scalar.Text(text), text, position);
    }
}
