package io.seltzer.warehouse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Rows in the text format of PostgreSQL's COPY.
final class CopyText {
    private static final char REPLACEMENT = '\uFFFD';

    private final StringBuilder text = new StringBuilder();
    private boolean rowBegun;

    CopyText value(@Nullable String value) {
        if (rowBegun) {
            text.append('\t');
        }
        rowBegun = true;
        if (value == null) {
            text.append("\\N");
        } else {
            value.chars().forEach(this::escaped);
        }
        return this;
    }

    private void escaped(int character) {
        switch (character) {
            case '\\' -> text.append("\\\\");
            case '\t' -> text.append("\\t");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            // PostgreSQL's texts cannot hold it.
            case 0 -> text.append(REPLACEMENT);
            default -> text.append((char) character);
        }
    }

    /// As an array of texts.
    CopyText list(List<String> values) {
        return value(values.stream()
                .map(value -> '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}")));
    }

    void endRow() {
        text.append('\n');
        rowBegun = false;
    }

    int length() {
        return text.length();
    }

    /// All rows so far, which are forgotten here.
    byte[] take() {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        text.setLength(0);
        return bytes;
    }
}
