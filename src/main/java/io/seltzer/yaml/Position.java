package io.seltzer.yaml;

/// A place in a file. Line and column count from 0, as on the wire; [#toString()] shows them from 1,
/// as editors do.
///
/// @param file the name the user gave, or the name of a text that was never a file
public record Position(String file, int line, int column) implements Comparable<Position> {
    /// The place of what stands in no file.
    public static final Position NOWHERE = new Position("", Integer.MAX_VALUE, 0);

    @Override
    public int compareTo(Position other) {
        int byLine = Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }

    /// `file:line:column`, counted from 1.
    @Override
    public String toString() {
        return file + ":" + (line + 1) + ":" + (column + 1);
    }
}
