package io.seltzer.yaml;

import io.seltzer.yaml.YamlNode.Entry;
import io.seltzer.yaml.YamlNode.YamlList;
import io.seltzer.yaml.YamlNode.YamlMap;
import io.seltzer.yaml.YamlNode.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Reads one YAML 1.2 document. Never throws for what a user wrote: every fault has a place.
public final class YamlReader {
    /// Deep enough for any real file, shallow enough for the stack.
    private static final int DEEPEST = 100;

    private static final String TOO_DEEP = "Nested deeper than " + DEEPEST + " levels.";

    private static final int LARGEST = 20 * 1024 * 1024;

    /// Aliases of aliases can make a short text stand for a tree without end.
    private static final int MOST_NODES = 1_000_000;

    private static final String MERGE = "<<";

    private final String file;
    private final Faults faults;
    private int nodes;

    private YamlReader(String file, Faults faults) {
        this.file = file;
        this.faults = faults;
    }

    /// The document's root, or empty (with an error in `faults`) when the text is no single YAML document.
    /// An empty document is a null scalar.
    public static Optional<YamlNode> read(String file, String text, Faults faults) {
        return new YamlReader(file, faults).read(text);
    }

    private Optional<YamlNode> read(String text) {
        if (text.length() > LARGEST) {
            faults.error("yaml.too-large", "The text is longer than 20 MiB.", new Position(file, 0, 0));
            return Optional.empty();
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setAllowDuplicateKeys(true) // found below, with the place of the second one
                .setAllowNonScalarKeys(true) // refused below, with their place
                .setMaxAliasesForCollections(Integer.MAX_VALUE) // what they stand for is counted below
                .setCodePointLimit(LARGEST)
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            Position start = new Position(file, 0, 0);
            return Optional.of(root.isPresent() ? node(root.get(), 0) : new YamlScalar(new Scalar.Null(), "", start));
        } catch (MarkedYamlEngineException broken) {
            faults.error("yaml.syntax", "This is not YAML: " + sentence(broken.getProblem()), place(broken));
        } catch (TooMuch much) {
            faults.error(much.code, much.explanation, much.position);
        } catch (ReaderException character) {
            faults.error(
                    "yaml.syntax",
                    "A character that YAML does not allow: U+%04X.".formatted(character.getCodePoint()),
                    place(text, character.getPosition()));
        } catch (YamlEngineException | StackOverflowError broken) {
            unreadable(text, settings);
        }
        return Optional.empty();
    }

    /// The library calls itself for every level: a deep text ends the stack before it can say where it is too deep.
    private void unreadable(String text, LoadSettings settings) {
        int depth = 0;
        try {
            for (Event event : new Parse(settings).parseString(text)) {
                depth += switch (event.getEventId()) {
                    case MappingStart, SequenceStart -> 1;
                    case MappingEnd, SequenceEnd -> -1;
                    default -> 0;
                };
                if (depth > DEEPEST + 1) {
                    Position place = event.getStartMark().map(this::place).orElseGet(() -> new Position(file, 0, 0));
                    faults.error("yaml.too-deep", TOO_DEEP, place);
                    return;
                }
            }
        } catch (YamlEngineException broken) {
            // Not deep, and broken: as below.
        }
        faults.error("yaml.syntax", "This is not YAML that can be read.", new Position(file, 0, 0));
    }

    /// The library's sentences describe structure ("expected <block end>"); they may quote one character
    /// of the file, never a value.
    private static String sentence(@Nullable String problem) {
        return problem == null ? "unexpected text." : problem + ".";
    }

    private Position place(MarkedYamlEngineException broken) {
        return broken.getProblemMark()
                .or(broken::getContextMark)
                .map(this::place)
                .orElseGet(() -> new Position(file, 0, 0));
    }

    private Position place(Mark mark) {
        return new Position(file, mark.getLine(), mark.getColumn());
    }

    private Position place(String text, int codePoint) {
        int end = text.offsetByCodePoints(0, Math.min(codePoint, text.codePointCount(0, text.length())));
        int lineStart = text.lastIndexOf('\n', end - 1) + 1;
        int line = (int) text.substring(0, lineStart).chars().filter(character -> character == '\n').count();
        return new Position(file, line, text.codePointCount(lineStart, end));
    }

    private YamlNode node(Node node, int depth) {
        Position position = node.getStartMark().map(this::place).orElseGet(() -> new Position(file, 0, 0));
        if (depth > DEEPEST) {
            throw new TooMuch("yaml.too-deep", TOO_DEEP, position);
        }
        if (++nodes > MOST_NODES) {
            throw new TooMuch("yaml.too-large", "More than " + MOST_NODES + " values, aliases written out.", position);
        }
        return switch (node) {
            case MappingNode mapping -> map(mapping, position, depth);
            case SequenceNode sequence -> {
                List<YamlNode> items = new ArrayList<>();
                sequence.getValue().forEach(item -> items.add(node(item, depth + 1)));
                yield new YamlList(items, position);
            }
            case ScalarNode scalar -> scalar(scalar, position);
            default -> throw new IllegalStateException("YAML node of kind " + node.getNodeType());
        };
    }

    private static YamlScalar scalar(ScalarNode scalar, Position position) {
        Scalar value = scalar.getScalarStyle() == ScalarStyle.PLAIN
                ? ScalarResolution.plain(scalar.getValue())
                : new Scalar.Text(scalar.getValue());
        return new YamlScalar(value, scalar.getValue(), position);
    }

    private YamlMap map(MappingNode mapping, Position position, int depth) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<YamlMap> merged = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Position keyPosition = tuple.getKeyNode().getStartMark().map(this::place).orElse(position);
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                faults.error("yaml.key", "A key must be a text.", keyPosition);
                continue;
            }
            YamlNode value = node(tuple.getValueNode(), depth + 1);
            if (key.getValue().equals(MERGE) && key.getScalarStyle() == ScalarStyle.PLAIN) {
                merge(value, merged);
            } else if (entries.putIfAbsent(key.getValue(), new Entry(value, keyPosition)) != null) {
                faults.error("yaml.duplicate-key", "The key " + key.getValue() + " stands here twice.", keyPosition);
            }
        }
        for (YamlMap other : merged) {
            other.entries().forEach((key, entry) -> entries.putIfAbsent(key, new Entry(entry.value(), position)));
        }
        return new YamlMap(entries, position);
    }

    private void merge(YamlNode value, List<YamlMap> merged) {
        switch (value) {
            case YamlMap map -> merged.add(map);
            case YamlList list -> list.items().forEach(item -> merge(item, merged));
            case YamlScalar scalar ->
                faults.error("yaml.merge", "After << stands a mapping or a list of mappings.", scalar.position());
        }
    }

    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String code;
        private final String explanation;
        private final transient Position position;

        TooMuch(String code, String explanation, Position position) {
            super(null, null, false, false);
            this.code = code;
            this.explanation = explanation;
            this.position = position;
        }
    }
}
