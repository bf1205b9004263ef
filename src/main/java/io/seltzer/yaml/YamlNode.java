package io.seltzer.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A node of a YAML document, with its place.
public sealed interface YamlNode {
    Position position();

    /// A mapping in the order of the file. Keys are texts; the place of a key is its own.
    record YamlMap(Map<String, Entry> entries, Position position) implements YamlNode {
        public YamlMap {
            entries = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /// The value under a key; null when the key is absent or its value is null.
        public @Nullable YamlNode get(String key) {
            Entry entry = entries.get(key);
            return entry == null || entry.value() instanceof YamlScalar(Scalar.Null _, _, _) ? null : entry.value();
        }

        public Set<String> keys() {
            return entries.keySet();
        }

        /// Where a fault about a key points: its value, or the key itself when the value is null; the mapping
        /// when the key is absent.
        public Position positionOf(String key) {
            Entry entry = entries.get(key);
            if (entry == null) {
                return position;
            }
            return entry.value() instanceof YamlScalar(Scalar.Null _, _, _)
                    ? entry.keyPosition()
                    : entry.value().position();
        }

        public Position keyPosition(String key) {
            Entry entry = entries.get(key);
            return entry == null ? position : entry.keyPosition();
        }
    }

    record Entry(YamlNode value, Position keyPosition) {}

    record YamlList(List<YamlNode> items, Position position) implements YamlNode {
        public YamlList {
            items = List.copyOf(items);
        }
    }

    /// @param text the characters of the file, before they were read as a number, a date or a truth value
    record YamlScalar(Scalar value, String text, Position position) implements YamlNode {}

    /// "a text", "a list", ...: for messages.
    default String kind() {
        return switch (this) {
            case YamlMap _ -> "a mapping";
            case YamlList _ -> "a list";
            case YamlScalar scalar ->
                switch (scalar.value()) {
                    case Scalar.Text _ -> "a text";
                    case Scalar.Decimal _ -> "a number";
                    case Scalar.Truth _ -> "true or false";
                    case Scalar.Date _ -> "a date";
                    case Scalar.DateTime _ -> "a date with time";
                    case Scalar.Null _ -> "nothing";
                };
        };
    }
}
