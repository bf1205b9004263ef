package io.seltzer.contract;

import io.seltzer.yaml.Fields;
import io.seltzer.yaml.Placeholders;
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
import java.util.function.UnaryOperator;

/// The YAML text by which the wire describes one check (cloud-protocol §5.2). Variables are resolved in the texts that
/// stand directly in the check, and nowhere deeper: so do other clients of the wire.
final class CheckDefinition {
    private final Fields body;

    private CheckDefinition(Fields body) {
        this.body = body;
    }

    /// @param filter of the rows the check is given, variables resolved
    /// @param body the check's mapping, without its type key
    static String of(Optional<String> filter, Optional<String> column, Fields body, SourceStyles styles) {
        return YamlWriter.write(new CheckDefinition(body).tree(filter, column), styles);
    }

    private YamlMap tree(Optional<String> filter, Optional<String> column) {
        YamlList checks = list(settings());
        Map<String, YamlNode> definition = new LinkedHashMap<>();
        filter.ifPresent(condition -> definition.put("filter", scalar(new Scalar.Text(condition), condition)));
        column.ifPresentOrElse(
                name -> {
                    Map<String, YamlNode> entry = new LinkedHashMap<>();
                    entry.put("name", scalar(new Scalar.Text(name), name));
                    entry.put("checks", checks);
                    definition.put("columns", list(map(entry)));
                },
                () -> definition.put("checks", checks));
        return map(definition);
    }

    private YamlMap settings() {
        Map<String, Entry> settings = new LinkedHashMap<>();
        body.map().entries().forEach((key, entry) ->
                settings.put(key, new Entry(key.equals("scope") ? entry.value() : value(entry), entry.keyPosition())));
        return new YamlMap(settings, body.map().position());
    }

    private YamlNode value(Entry entry) {
        if (!(entry.value() instanceof YamlScalar written)
                || !(written.value() instanceof Scalar.Text(String text))
                || !Placeholders.occursIn(text)) {
            return entry.value();
        }
        UnaryOperator<YamlScalar> placed = Placeholders.isWhole(text)
                ? resolved -> scalar(resolved.value(), resolved.text())
                : UnaryOperator.identity();
        return body.resolved(written).map(placed).orElse(written);
    }

    private static YamlMap map(Map<String, YamlNode> members) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        members.forEach((key, value) -> entries.put(key, new Entry(value, Position.NOWHERE)));
        return new YamlMap(entries, Position.NOWHERE);
    }

    private static YamlList list(YamlNode item) {
        return new YamlList(List.of(item), Position.NOWHERE);
    }

    private static YamlScalar scalar(Scalar value, String text) {
        return new YamlScalar(value, text, Position.NOWHERE);
    }
}
