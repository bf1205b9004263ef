package io.seltzer.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A table for the terminal: columns as wide as their cells, numbers to the right. Cells may be coloured.
public final class TextTable {
    private static final String GAP = "  ";
    private static final char ESCAPE = '\u001b';

    private final List<String> heads;
    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(String... heads) {
        this.heads = List.of(heads);
    }

    public TextTable row(String... cells) {
        if (cells.length != heads.size()) {
            throw new IllegalArgumentException("A row needs " + heads.size() + " cells.");
        }
        rows.add(List.of(cells));
        return this;
    }

    /// @param indent before each line
    public String render(String indent) {
        List<Integer> widths = IntStream.range(0, heads.size())
                .mapToObj(column -> Math.max(
                        heads.get(column).length(),
                        rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0)))
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add(line(heads, widths));
        lines.add(widths.stream().map("-"::repeat).collect(Collectors.joining(GAP)));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines.stream().map(line -> indent + line.stripTrailing() + "\n").collect(Collectors.joining());
    }

    private static String line(List<String> cells, List<Integer> widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(column -> pad(cells.get(column), widths.get(column)))
                .collect(Collectors.joining(GAP));
    }

    private static String pad(String cell, int width) {
        String space = " ".repeat(width - width(cell));
        return isNumber(cell) ? space + cell : cell + space;
    }

    private static int width(String cell) {
        return cell.indexOf(ESCAPE) < 0 ? cell.length() : cell.replaceAll(ESCAPE + "\\[[0-9;]*m", "").length();
    }

    private static boolean isNumber(String cell) {
        return !cell.isEmpty() && Character.isDigit(cell.charAt(0)) && cell.matches("[0-9.,]+( %)?");
    }
}
