import static java.nio.charset.StandardCharsets.UTF_8;

import io.seltzer.anomaly.Decision;
import io.seltzer.anomaly.Detector;
import io.seltzer.anomaly.Mark;
import io.seltzer.anomaly.Sensitivity;
import io.seltzer.anomaly.Series;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// Decides every point of every series, in order. Arguments: the file to write, then pairs of files to read, series and what
/// they are (`*.csv.gz` and `*_meta.csv.gz`).
///
/// It sees a point's time and value, and of its series cadence, metric and bounds; labels are cut off unread.
final class Decide {
    private static final int TRAINING = 5;
    private static final Map<String, Integer> CADENCES = Map.of("H", 1, "D", 24, "W", 168);
    private static final Map<String, Double> RESOLUTIONS = Map.of("missing_percent", 0.1, "freshness_hours", 0.25);
    private static final Set<String> COUNTS = Set.of("count", "row_count", "total_row_count", "row_count_change");

    private Decide() {}

    public static void main(String[] arguments) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(Path.of(arguments[0]))) {
            out.write("series_id,timestamp,flag,lower,upper,score\n");
            for (int i = 1; i < arguments.length; i += 2) {
                decide(Path.of(arguments[i]), series(Path.of(arguments[i + 1])), out);
            }
        }
    }

    private static void decide(Path points, Map<String, Series> series, BufferedWriter out) throws IOException {
        Map<String, Detector> detectors = new HashMap<>();
        for (String[] cells : rows(points, List.of("series_id", "timestamp", "value"))) {
            Detector detector = detectors.computeIfAbsent(cells[0], id -> new Detector(series.get(id)));
            double value = number(cells[2], Double.NaN);
            Decision decision = detector.decide(Instant.parse(cells[1]), value, Mark.NONE, Sensitivity.DEFAULT);
            if (detector.values() > TRAINING && !Double.isNaN(value)) {
                boolean alert = decision.verdict() == Decision.Verdict.ANOMALY;
                out.write(String.join(
                        ",",
                        cells[0],
                        cells[1],
                        alert ? "1" : "0",
                        text(decision.lower()),
                        text(decision.upper()),
                        text(decision.score())));
                out.write('\n');
            }
        }
    }

    private static Map<String, Series> series(Path meta) throws IOException {
        Map<String, Series> found = new HashMap<>();
        for (String[] cells : rows(meta, List.of("series_id", "freq", "metric", "lo", "hi", "integer"))) {
            boolean whole = cells[5].equals("1");
            boolean count = whole || COUNTS.contains(cells[2]);
            found.put(
                    cells[0],
                    new Series(
                            CADENCES.get(cells[1]),
                            number(cells[3], Double.NEGATIVE_INFINITY),
                            number(cells[4], Double.POSITIVE_INFINITY),
                            whole,
                            RESOLUTIONS.getOrDefault(cells[2], count ? 0.5 : 1e-9),
                            ZoneOffset.UTC));
        }
        return found;
    }

    /// Of each line only these columns.
    private static List<String[]> rows(Path file, List<String> columns) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
            List<String> header = List.of(lines.readLine().split(",", -1));
            int[] places = columns.stream().mapToInt(header::indexOf).toArray();
            return lines.lines()
                    .map(line -> line.split(",", -1))
                    .map(cells -> java.util.Arrays.stream(places).mapToObj(place -> cells[place]).toArray(String[]::new))
                    .toList();
        }
    }

    private static double number(String cell, double empty) {
        return cell.isEmpty() ? empty : Double.parseDouble(cell);
    }

    private static String text(double number) {
        return Double.isFinite(number) ? Double.toString(number) : "";
    }
}
