package io.seltzer.yaml;

import io.seltzer.yaml.YamlNode.Entry;
import io.seltzer.yaml.YamlNode.YamlList;
import io.seltzer.yaml.YamlNode.YamlMap;
import io.seltzer.yaml.YamlNode.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/// Writes a tree as YAML in block style, so that [YamlReader] reads the same values from it. Aliases are gone:
/// what they stood for is written out.
public final class YamlWriter {
    private static final ImplicitTuple UNTAGGED = new ImplicitTuple(true, true);

    private final List<Event> events = new ArrayList<>();

    private YamlWriter() {}

    public static String write(YamlNode root) {
        YamlWriter writer = new YamlWriter();
        writer.events.add(new StreamStartEvent());
        writer.events.add(new DocumentStartEvent(false, Optional.empty(), Map.of()));
        writer.node(root);
        writer.events.add(new DocumentEndEvent(false));
        writer.events.add(new StreamEndEvent());
        DumpSettings settings = DumpSettings.builder().setSplitLines(false).build();
        return new Present(settings).emitToString(writer.events.iterator());
    }

    private void node(YamlNode node) {
        switch (node) {
            case YamlMap map -> {
                events.add(new MappingStartEvent(Optional.empty(), Optional.empty(), true, FlowStyle.BLOCK));
                map.entries().forEach(this::entry);
                events.add(new MappingEndEvent());
            }
            case YamlList list -> {
                events.add(new SequenceStartEvent(Optional.empty(), Optional.empty(), true, FlowStyle.BLOCK));
                list.items().forEach(this::node);
                events.add(new SequenceEndEvent());
            }
            case YamlScalar scalar -> scalar(scalar.value(), scalar.text());
        }
    }

    private void entry(String key, Entry entry) {
        scalar(new Scalar.Text(key), key);
        node(entry.value());
    }

    private void scalar(Scalar value, String text) {
        ScalarStyle style =
                switch (value) {
                    case Scalar.Text _ when text.contains("\n") -> ScalarStyle.LITERAL;
                    // Without quotes it would be read back as a number, a date, ...
                    case Scalar.Text _ when !(ScalarResolution.plain(text) instanceof Scalar.Text) ->
                        ScalarStyle.SINGLE_QUOTED;
                    default -> ScalarStyle.PLAIN;
                };
        events.add(new ScalarEvent(Optional.empty(), Optional.empty(), UNTAGGED, text, style));
    }
}
