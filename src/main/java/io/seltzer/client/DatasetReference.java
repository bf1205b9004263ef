package io.seltzer.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A dataset as messages name it (cloud-protocol §4.1).
public record DatasetReference(String datasource, List<String> prefixes, String name) {
    public DatasetReference {
        prefixes = List.copyOf(prefixes);
    }

    /// Empty when the text is no qualified name, `source/prefix/.../table`.
    public static Optional<DatasetReference> parse(String qualifiedName) {
        List<String> parts = List.of(qualifiedName.split("/", -1));
        if (parts.size() < 2 || parts.stream().anyMatch(String::isBlank)) {
            return Optional.empty();
        }
        return Optional.of(
                new DatasetReference(parts.getFirst(), parts.subList(1, parts.size() - 1), parts.getLast()));
    }

    /// `source/prefix/.../table`
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>(prefixes);
        parts.addFirst(datasource);
        parts.add(name);
        return String.join("/", parts);
    }
}
