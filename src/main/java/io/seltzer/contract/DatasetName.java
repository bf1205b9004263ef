package io.seltzer.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A dataset's qualified name: `source/prefix/.../table` (contract-language §3). No escaping, no case folding.
///
/// @param source name of the data source
/// @param prefixes what lies between, e.g. database and schema
public record DatasetName(String source, List<String> prefixes, String table) {
    public DatasetName {
        prefixes = List.copyOf(prefixes);
    }

    /// Empty when the text has fewer than two parts or an empty one.
    public static Optional<DatasetName> parse(String text) {
        List<String> parts = List.of(text.split("/", -1));
        if (parts.size() < 2 || parts.stream().anyMatch(String::isBlank)) {
            return Optional.empty();
        }
        return Optional.of(
                new DatasetName(parts.getFirst(), parts.subList(1, parts.size() - 1), parts.getLast()));
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>(prefixes);
        parts.addFirst(source);
        parts.add(table);
        return String.join("/", parts);
    }
}
