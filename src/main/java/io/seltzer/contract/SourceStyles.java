package io.seltzer.contract;

import io.seltzer.yaml.Position;
import io.seltzer.yaml.YamlNode;
import io.seltzer.yaml.YamlNode.YamlList;
import io.seltzer.yaml.YamlNode.YamlMap;
import io.seltzer.yaml.YamlNode.YamlScalar;
import io.seltzer.yaml.YamlStyle;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the nodes of a file are written: its text is looked up at their places.
final class SourceStyles implements Function<YamlNode, YamlStyle> {
    private static final Map<Character, YamlStyle> SCALARS = Map.of(
            '\'', YamlStyle.SINGLE_QUOTED,
            '"', YamlStyle.DOUBLE_QUOTED,
            '|', YamlStyle.LITERAL,
            '>', YamlStyle.FOLDED);

    /// What may stand before the value itself.
    private static final Pattern ANCHOR_OR_TAG = Pattern.compile("[&!]\\S*[ \\t]*");

    private final List<String> lines;

    SourceStyles(String text) {
        this.lines = text.lines().toList();
    }

    @Override
    public YamlStyle apply(YamlNode node) {
        if (node.position().line() >= lines.size()) {
            return node instanceof YamlScalar ? YamlStyle.AS_NEEDED : YamlStyle.BLOCK;
        }
        char first = firstCharacter(node.position());
        return switch (node) {
            case YamlMap _ -> first == '{' ? YamlStyle.FLOW : YamlStyle.BLOCK;
            case YamlList _ -> first == '[' ? YamlStyle.FLOW : YamlStyle.BLOCK;
            case YamlScalar _ -> SCALARS.getOrDefault(first, YamlStyle.PLAIN);
        };
    }

    private char firstCharacter(Position position) {
        String line = lines.get(position.line());
        int start = line.offsetByCodePoints(0, Math.min(position.column(), line.codePointCount(0, line.length())));
        Matcher before = ANCHOR_OR_TAG.matcher(line).region(start, line.length());
        while (before.lookingAt()) {
            start = before.end();
            before.region(start, line.length());
        }
        return start < line.length() ? line.charAt(start) : ' ';
    }
}
