package io.seltzer.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A table for the terminal: columns as wide as their cells, numbers to the right.
public final class TextTable {
    /// Colours as terminals number them.
    static final String RED = "31";
    static final String GREEN = "32";
    static final String YELLOW = "33";
    static final String DIM = "2";

    private static final String GAP = "  ";
    /// What a long word is broken at when there is no other way.
    private static final int SHORTEST_PIECE = 12;

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

    /// Number of rows.
    public int size() {
        return rows.size();
    }

    /// @param indent before each line
    public String render(String indent) {
        return render(indent, Integer.MAX_VALUE, (_, _) -> "");
    }

    /// @param indent before each line
    /// @param width the most characters of a line; cells take several lines where they must. A table of many columns
    ///     may be wider all the same
    /// @param colour a terminal's number for the colour of a cell, from its column's head and its text; empty for none
    String render(String indent, int width, BinaryOperator<String> colour) {
        int[] widths = widths(width - indent.length());
        List<String> lines = new ArrayList<>(lines(heads, widths, (_, _) -> ""));
        lines.add(Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.joining(GAP)));
        rows.forEach(row -> lines.addAll(lines(row, widths, colour)));
        return lines.stream().map(line -> indent + line.stripTrailing() + "\n").collect(Collectors.joining());
    }

    /// The widest columns give way first.
    private int[] widths(int available) {
        int[] widths = new int[heads.size()];
        int[] least = new int[heads.size()];
        for (int column = 0; column < widths.length; column++) {
            for (String cell : cells(column)) {
                widths[column] = Math.max(widths[column], cell.length());
                least[column] = Math.max(least[column], Math.min(SHORTEST_PIECE, cell.length()));
            }
        }
        long surplus = Arrays.stream(widths).asLongStream().sum() + (long) GAP.length() * (widths.length - 1) - available;
        for (; surplus > 0; surplus--) {
            int widest = -1;
            for (int column = 0; column < widths.length; column++) {
                if (widths[column] > least[column] && (widest < 0 || widths[column] > widths[widest])) {
                    widest = column;
                }
            }
            if (widest < 0) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private List<String> cells(int column) {
        List<String> cells = new ArrayList<>();
        cells.add(heads.get(column));
        rows.forEach(row -> cells.add(row.get(column)));
        return cells;
    }

    private List<String> lines(List<String> cells, int[] widths, BinaryOperator<String> colour) {
        List<List<String>> pieces = IntStream.range(0, widths.length)
                .mapToObj(column -> pieces(cells.get(column), widths[column]))
                .toList();
        int height = pieces.stream().mapToInt(List::size).max().orElse(1);
        return IntStream.range(0, height)
                .mapToObj(line -> IntStream.range(0, widths.length)
                        .mapToObj(column -> {
                            String piece =
                                    line < pieces.get(column).size() ? pieces.get(column).get(line) : "";
                            String space = " ".repeat(widths[column] - piece.length());
                            String shown = coloured(piece, colour.apply(heads.get(column), cells.get(column)));
                            return isNumber(cells.get(column)) ? space + shown : shown + space;
                        })
                        .collect(Collectors.joining(GAP)))
                .toList();
    }

    /// Breaks at blanks, and within words that are too long.
    private static List<String> pieces(String cell, int width) {
        List<String> pieces = new ArrayList<>();
        String rest = cell;
        while (rest.length() > width) {
            int blank = rest.lastIndexOf(' ', width);
            int end = blank > 0 ? blank : width;
            pieces.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        pieces.add(rest);
        return pieces;
    }

    private static String coloured(String piece, String colour) {
        return colour.isEmpty() || piece.isEmpty() ? piece : "\u001b[" + colour + "m" + piece + "\u001b[0m";
    }

    private static boolean isNumber(String cell) {
        return !cell.isEmpty() && Character.isDigit(cell.charAt(0)) && cell.matches("[0-9.,]+( %)?");
    }
}
