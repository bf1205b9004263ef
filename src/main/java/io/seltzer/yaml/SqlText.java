package io.seltzer.yaml;

import java.util.List;
import java.util.stream.Collectors;

/// SQL that a user wrote, as it is sent: the indentation that all lines share is gone, so are the space around the text and
/// semicolons behind it.
public final class SqlText {
    private SqlText() {}

    public static String of(String written) {
        List<String> lines = written.lines().toList();
        int indent = lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(SqlText::indent)
                .min()
                .orElse(0);
        String text = lines.stream()
                .map(line -> line.isBlank() ? "" : line.substring(indent))
                .collect(Collectors.joining("\n"))
                .strip();
        while (text.endsWith(";")) {
            text = text.substring(0, text.length() - 1).stripTrailing();
        }
        return text;
    }

    private static int indent(String line) {
        int indent = 0;
        while (line.charAt(indent) == ' ' || line.charAt(indent) == '\t') {
            indent++;
        }
        return indent;
    }
}
