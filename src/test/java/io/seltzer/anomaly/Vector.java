package io.seltzer.anomaly;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// One line of `vectors.csv`: a point of an invented series, and what the detector's reference implementation decided.
record Vector(
        Series series,
        Sensitivity sensitivity,
        Instant time,
        double value,
        Mark mark,
        double score,
        double expected,
        double lower,
        double upper,
        Decision.Verdict verdict,
        int direction) {

    /// By the name of the series, in order of time.
    static Map<String, List<Vector>> all() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Vector.class.getResourceAsStream("/anomaly/vectors.csv")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .collect(Collectors.groupingBy(
                            cells -> cells[0], TreeMap::new, Collectors.mapping(Vector::of, Collectors.toList())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Vector of(String[] cells) {
        return new Vector(
                new Series(
                        (int) Double.parseDouble(cells[1]),
                        number(cells[2], Double.NEGATIVE_INFINITY),
                        number(cells[3], Double.POSITIVE_INFINITY),
                        cells[4].equals("1"),
                        Double.parseDouble(cells[5]),
                        ZoneOffset.UTC),
                new Sensitivity(Double.parseDouble(cells[6])),
                Instant.parse(cells[7]),
                number(cells[8].replace("inf", "Infinity"), Double.NaN),
                cells[9].isEmpty() ? Mark.NONE : Mark.valueOf(cells[9].toUpperCase(Locale.ROOT)),
                number(cells[10], Double.NaN),
                number(cells[11], Double.NaN),
                number(cells[12], Double.NaN),
                number(cells[13], Double.NaN),
                Decision.Verdict.valueOf(cells[14].toUpperCase(Locale.ROOT)),
                Integer.parseInt(cells[15]));
    }

    private static double number(String cell, double empty) {
        return cell.isEmpty() ? empty : Double.parseDouble(cell);
    }
}
