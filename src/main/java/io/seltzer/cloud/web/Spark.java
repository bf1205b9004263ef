package io.seltzer.cloud.web;

import io.seltzer.protocol.results.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The last values of a series as a small drawing, 112 wide and 28 high, with the range that was expected.
///
/// @param band outline of the expected range, as an SVG path; may be empty
/// @param line of the values, as an SVG path; it breaks at gaps
/// @param words the same for those who do not see it
public record Spark(String band, String line, List<Dot> dots, String words) {
    static final int POINTS = 7;
    private static final double WIDTH = 112;
    private static final double HEIGHT = 28;
    private static final double MARGIN = 4;

    /// @param look `a` for an anomaly, `c` for one that continues, `g` for a gap, `e` for a lone value
    public record Dot(String look, double x, double y) {
        public boolean isDiamond() {
            return look.equals("a") || look.equals("c");
        }

        public String at() {
            return number(x) + ' ' + number(y);
        }
    }

    /// @param points oldest first
    static Spark of(List<MonitorPoint> points) {
        Scale scale = Scale.of(points);
        StringBuilder line = new StringBuilder();
        List<Dot> dots = new ArrayList<>();
        boolean open = false;
        for (int i = 0; i < points.size(); i++) {
            MonitorPoint point = points.get(i);
            double x = scale.x(i);
            if (!isDrawn(point.value())) {
                open = false;
                dots.add(new Dot("g", x, HEIGHT / 2));
                continue;
            }
            double y = scale.y(Objects.requireNonNull(point.value()));
            line.append(open ? 'L' : 'M').append(number(x)).append(' ').append(number(y));
            open = true;
            if (point.isOutside()) {
                dots.add(new Dot(point.verdict() == Diagnostics.Verdict.anomaly ? "a" : "c", x, y));
            } else if (points.size() == 1) {
                dots.add(new Dot("e", x, y));
            }
        }
        return new Spark(band(points, scale), line.toString(), List.copyOf(dots), words(points));
    }

    /// The longest run of ranges up to the newest point.
    private static String band(List<MonitorPoint> points, Scale scale) {
        StringBuilder upper = new StringBuilder();
        StringBuilder lower = new StringBuilder();
        for (int i = 0; i < points.size(); i++) {
            MonitorPoint point = points.get(i);
            boolean high = isDrawn(point.upper());
            boolean low = isDrawn(point.lower());
            if (high || low) {
                double top = high ? scale.y(Objects.requireNonNull(point.upper())) : 0;
                double bottom = low ? scale.y(Objects.requireNonNull(point.lower())) : HEIGHT;
                upper.append(upper.isEmpty() ? 'M' : 'L').append(number(scale.x(i))).append(' ').append(number(top));
                lower.insert(0, "L" + number(scale.x(i)) + ' ' + number(bottom));
            }
        }
        return upper.isEmpty() ? "" : upper.append(lower).append('Z').toString();
    }

    private static String words(List<MonitorPoint> points) {
        return points.stream()
                .map(point -> point.words().text().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ", "Last " + points.size() + ": ", ""));
    }

    private static boolean isDrawn(@Nullable Double value) {
        return value != null && Double.isFinite(value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private record Scale(double lowest, double highest, int count) {
        static Scale of(List<MonitorPoint> points) {
            double[] all = points.stream()
                    .flatMap(point -> Stream.of(
                            Stream.ofNullable(point.value()), Stream.ofNullable(point.lower()),
                            Stream.ofNullable(point.upper())))
                    .flatMap(one -> one)
                    .filter(Double::isFinite)
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            return new Scale(
                    DoubleStream.of(all).min().orElse(0), DoubleStream.of(all).max().orElse(0), points.size());
        }

        double x(int index) {
            return count < 2 ? WIDTH - MARGIN : MARGIN + (WIDTH - 2 * MARGIN) * index / (count - 1);
        }

        double y(double value) {
            return highest > lowest
                    ? HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * (value - lowest) / (highest - lowest)
                    : HEIGHT / 2;
        }
    }
}
