package io.seltzer.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// What holds of any series.
class DetectorPropertyTest {
    private static final int POINTS = 60;
    private static final List<Mark> MARKS = List.of(Mark.EXPECTED, Mark.ANOMALY, Mark.EXCLUDED);

    @Property(tries = 200)
    void where_a_replay_is_cut_changes_nothing(@ForAll("series") Series series, @ForAll long seed) {
        // Given
        List<Measured> points = wild(series, 120, seed);
        Random chance = new Random(seed);
        Detector whole = new Detector(series);
        Detector cut = new Detector(series);

        for (Measured point : points) {
            // When
            Decision unbroken = point.decidedBy(whole);
            Decision resumed = point.decidedBy(cut);
            if (chance.nextInt(5) == 0) {
                cut = Detector.restored(series, cut.state()).orElseThrow();
            }

            // Then
            assertThat(resumed).isEqualTo(unbroken);
        }
        assertThat(cut.state()).isEqualTo(whole.state());
        assertThat(cut.values()).isEqualTo(whole.values());
        assertThat(cut.lastTime()).isEqualTo(whole.lastTime());
    }

    /// Numbers that read back are finite: the state is read only if all are.
    @Property(tries = 500)
    void any_doubles_at_any_times_leave_a_state_of_finite_numbers(
            @ForAll("series") Series series, @ForAll("points") List<Measured> points) {
        // Given
        Detector detector = new Detector(series);

        for (Measured point : points) {
            // When
            Decision decision = point.decidedBy(detector);

            // Then
            assertThat(decision.score()).isBetween(0.0, 50.0);
            assertThat(Detector.restored(series, detector.state())).isPresent();
        }
    }

    @Test
    void the_largest_values_with_the_longest_gaps_never_overflow() {
        for (int stepHours : new int[] {1, 24, 168}) {
            for (double lower : new double[] {0, Double.NEGATIVE_INFINITY}) {
                // Given
                Series series = new Series(
                        stepHours, lower, Double.POSITIVE_INFINITY, false, 1e-9, ZoneId.of("Europe/Berlin"));
                Detector detector = new Detector(series);
                Random chance = new Random(stepHours);

                // When
                for (int i = 0; i < 5_000; i++) {
                    double size = Math.exp(Math.log(Double.MAX_VALUE) * chance.nextDouble());
                    double value = lower < 0 && chance.nextBoolean() ? -size : size;
                    Measured point = Measured.at(series, i * 700, chance.nextInt(3) == 0 ? Math.copySign(1e300, value) : value);
                    detector.decide(point.time(), point.value(), Mark.NONE, Sensitivity.DEFAULT);
                }

                // Then
                assertThat(Detector.restored(series, detector.state())).isPresent();
            }
        }
    }

    @Property(tries = 200)
    void a_series_in_another_unit_has_its_range_in_that_unit(
            @ForAll long seed, @ForAll @IntRange(min = -20, max = 20) int power) {
        // Given the same values times a power of two, and the resolution too
        double factor = Math.scalb(1.0, power);
        double[] values = around(0, seed);
        Detector detector = new Detector(Measured.unbounded(1e-3));
        Detector scaled = new Detector(Measured.unbounded(1e-3 * factor));

        for (int i = 0; i < POINTS; i++) {
            // When
            Decision one = decided(detector, i, values[i]);
            Decision other = decided(scaled, i, values[i] * factor);

            // Then
            if (onABound(one, values[i])) {
                return;
            }
            assertSameRange(one, other, 0, factor, 1e-5);
        }
    }

    @Property(tries = 200)
    void a_series_at_another_height_has_its_range_at_that_height(
            @ForAll long seed, @ForAll @DoubleRange(min = -50, max = 50) double height) {
        // Given a height that is small beside what five values can tell of the spread
        double[] values = around(0, seed);
        Detector detector = new Detector(Measured.unbounded(1e-3));
        Detector shifted = new Detector(Measured.unbounded(1e-3));

        for (int i = 0; i < POINTS; i++) {
            // When
            Decision one = decided(detector, i, values[i]);
            Decision other = decided(shifted, i, values[i] + height);

            // Then
            if (onABound(one, values[i])) {
                return;
            }
            assertSameRange(one, other, height, 1, 1e-3);
        }
    }

    private static void assertSameRange(Decision one, Decision other, double height, double factor, double share) {
        assertThat(other.verdict()).isEqualTo(one.verdict());
        assertThat(other.direction()).isEqualTo(one.direction());
        if (Double.isFinite(one.upper() - one.lower())) {
            double tolerance = share * factor * (one.upper() - one.lower());
            assertThat(other.expected()).isCloseTo(one.expected() * factor + height, within(tolerance));
            assertThat(other.lower()).isCloseTo(one.lower() * factor + height, within(tolerance));
            assertThat(other.upper()).isCloseTo(one.upper() * factor + height, within(tolerance));
        } else {
            assertThat(Double.isFinite(other.upper() - other.lower())).isFalse();
        }
    }

    /// Rounding decides there, and from then on the two series are different ones.
    private static boolean onABound(Decision decision, double value) {
        double near = 1e-3 * (decision.upper() - decision.lower());
        return Math.abs(value - decision.upper()) < near || Math.abs(value - decision.lower()) < near;
    }

    private static Decision decided(Detector detector, int day, double value) {
        return Measured.at(Measured.unbounded(1), day, value).decidedBy(detector);
    }

    private static double[] around(double mean, long seed) {
        Random chance = new Random(seed);
        double[] values = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            values[i] = mean + 5 * chance.nextGaussian() + (chance.nextInt(20) == 0 ? 60 : 0);
        }
        return values;
    }

    /// Mostly a usual series; with gaps, missing and strange values, marks, and changing sensitivities.
    private static List<Measured> wild(Series series, int points, long seed) {
        Random chance = new Random(seed);
        List<Measured> wild = new ArrayList<>();
        int step = 0;
        for (int i = 0; i < points; i++) {
            step += chance.nextInt(10) == 0 ? chance.nextInt(40) : 1;
            double usual = 100 + 20 * Math.sin(i) + 5 * chance.nextGaussian();
            double value = switch (chance.nextInt(12)) {
                case 0 -> Double.NaN;
                case 1 -> 0.0;
                case 2 -> usual * 3;
                case 3 -> i > 100 ? -usual : usual;
                default -> usual;
            };
            Mark mark = chance.nextInt(15) == 0 ? MARKS.get(chance.nextInt(MARKS.size())) : Mark.NONE;
            Sensitivity sensitivity =
                    chance.nextInt(9) == 0 ? Sensitivity.ofDeviations(1 + 4 * chance.nextDouble()) : Sensitivity.DEFAULT;
            wild.add(new Measured(Measured.at(series, step, 0).time(), value, mark, sensitivity));
        }
        return wild;
    }

    @Provide
    Arbitrary<Series> series() {
        return Combinators.combine(
                        Arbitraries.of(1, 2, 3, 4, 6, 8, 12, 24, 168),
                        Arbitraries.of(Double.NEGATIVE_INFINITY, 0.0, -100.0, 5.0),
                        Arbitraries.of(Double.POSITIVE_INFINITY, 100.0),
                        Arbitraries.of(true, false),
                        Arbitraries.of(1e-100, 1e-9, 0.1, 0.5, 1e100),
                        Arbitraries.of("UTC", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe"))
                .as((step, lower, upper, whole, resolution, zone) ->
                        new Series(step, lower, upper, whole, resolution, ZoneId.of(zone)));
    }

    @Provide
    Arbitrary<List<Measured>> points() {
        Arbitrary<Instant> times = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 200).map(day -> Measured.START.plusSeconds(day * 86_400L)),
                Arbitraries.longs().between(-4_000_000_000L, 4_000_000_000L).map(Instant::ofEpochSecond),
                Arbitraries.of(Instant.MIN, Instant.MAX, Instant.EPOCH, Measured.START));
        Arbitrary<Double> values = Arbitraries.oneOf(
                Arbitraries.doubles(),
                Arbitraries.doubles().between(90, 110),
                Arbitraries.integers().between(0, 5).map(Integer::doubleValue),
                Arbitraries.of(
                        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MAX_VALUE, -Double.MAX_VALUE,
                        Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL, 1e300, -1e300, 1e100, 0.0, -0.0));
        Arbitrary<Sensitivity> sensitivities = Arbitraries.of(
                Sensitivity.DEFAULT, new Sensitivity(0.5), new Sensitivity(1e-15), Sensitivity.ofDeviations(1));
        return Combinators.combine(times, values, Arbitraries.of(Mark.class), sensitivities)
                .as(Measured::new)
                .list()
                .ofMaxSize(80);
    }
}
