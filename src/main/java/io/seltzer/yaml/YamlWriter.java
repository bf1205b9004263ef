package io.seltzer.yaml;

import io.seltzer.yaml.YamlNode.Entry;
import io.seltzer.yaml.YamlNode.YamlList;
import io.seltzer.yaml.YamlNode.YamlMap;
import io.seltzer.yaml.YamlNode.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;

/// Writes a tree as YAML, so that [YamlReader] reads the same values from it; only a time's offset is left out, as
/// other writers of the wire do. Aliases are gone: what they stood for is written out.
public final class YamlWriter {
    private static final ImplicitTuple UNTAGGED = new ImplicitTuple(true, true);
    private static final Pattern OFFSET = Pattern.compile("[ \\t]*(Z|[-+]\\d{1,2}(:?\\d{2})?)$");

    private final Function<YamlNode, YamlStyle> styles;
    private final List<Event> events = new ArrayList<>();
    private int flows;

    private YamlWriter(Function<YamlNode, YamlStyle> styles) {
        this.styles = styles;
    }

    /// In block style.
    public static String write(YamlNode root) {
        return write(root, node -> switch (node) {
            case YamlScalar scalar -> scalar.text().contains("\n") ? YamlStyle.LITERAL : YamlStyle.AS_NEEDED;
            case YamlMap _, YamlList _ -> YamlStyle.BLOCK;
        });
    }

    /// @param styles of each node; one in which a value cannot be written gives way to quotes
    public static String write(YamlNode root, Function<YamlNode, YamlStyle> styles) {
        YamlWriter writer = new YamlWriter(styles);
        writer.events.add(new StreamStartEvent());
        writer.events.add(new DocumentStartEvent(false, Optional.empty(), Map.of()));
        writer.node(root);
        writer.events.add(new DocumentEndEvent(false));
        writer.events.add(new StreamEndEvent());
        DumpSettings settings = DumpSettings.builder().setSplitLines(false).build();
        return new Present(settings).emitToString(writer.events.iterator());
    }

    private void node(YamlNode node) {
        boolean flow = styles.apply(node) == YamlStyle.FLOW;
        FlowStyle style = flow ? FlowStyle.FLOW : FlowStyle.BLOCK;
        flows += flow ? 1 : 0;
        switch (node) {
            case YamlMap map -> {
                events.add(new MappingStartEvent(Optional.empty(), Optional.empty(), true, style));
                map.entries().forEach(this::entry);
                events.add(new MappingEndEvent());
            }
            case YamlList list -> {
                events.add(new SequenceStartEvent(Optional.empty(), Optional.empty(), true, style));
                list.items().forEach(this::node);
                events.add(new SequenceEndEvent());
            }
            case YamlScalar scalar -> scalar(scalar.value(), scalar.text(), styles.apply(scalar));
        }
        flows -= flow ? 1 : 0;
    }

    private void entry(String key, Entry entry) {
        scalar(new Scalar.Text(key), key, YamlStyle.AS_NEEDED);
        node(entry.value());
    }

    private void scalar(Scalar value, String text, YamlStyle style) {
        events.add(new ScalarEvent(
                Optional.empty(), Optional.empty(), UNTAGGED, written(value, text), style(value, text, style)));
    }

    private String written(Scalar value, String text) {
        return switch (value) {
            case Scalar.Text _, Scalar.Date _ -> text;
            case Scalar.Decimal _ -> text.startsWith("+") ? text.substring(1) : text;
            case Scalar.Truth _ -> text.toLowerCase(Locale.ROOT);
            case Scalar.DateTime _ -> OFFSET.matcher(text).replaceFirst("");
            // In braces and brackets nothing would be read as nothing, but cannot be written.
            case Scalar.Null _ -> flows > 0 ? "null" : "";
        };
    }

    private static ScalarStyle style(Scalar value, String text, YamlStyle style) {
        if (!(value instanceof Scalar.Text)) {
            return ScalarStyle.PLAIN;
        }
        return switch (style) {
            case SINGLE_QUOTED -> ScalarStyle.SINGLE_QUOTED;
            case DOUBLE_QUOTED -> ScalarStyle.DOUBLE_QUOTED;
            case LITERAL -> ScalarStyle.LITERAL;
            case FOLDED -> ScalarStyle.FOLDED;
            case BLOCK, FLOW, PLAIN, AS_NEEDED -> asNeeded(text);
        };
    }

    private static ScalarStyle asNeeded(String text) {
        if (text.contains("\n")) {
            return ScalarStyle.DOUBLE_QUOTED;
        }
        // Without quotes it would be read back as a number, a date, ...
        return ScalarResolution.plain(text) instanceof Scalar.Text ? ScalarStyle.PLAIN : ScalarStyle.SINGLE_QUOTED;
    }
}
