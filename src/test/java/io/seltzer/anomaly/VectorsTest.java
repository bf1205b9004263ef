package io.seltzer.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The detector decides as its reference implementation did, on 39 invented series.
class VectorsTest {
    /// Of the larger of the number and its unit; sums may differ in their last bits.
    private static final double TOLERANCE = 1e-9;

    @TestFactory
    Stream<DynamicTest> decides_as_the_reference() {
        return Vector.all().entrySet().stream()
                .map(series -> DynamicTest.dynamicTest(series.getKey(), () -> decidesAlike(series.getValue(), false)));
    }

    @TestFactory
    Stream<DynamicTest> decides_as_the_reference_with_its_state_written_and_read_after_each_point() {
        return Vector.all().entrySet().stream()
                .map(series -> DynamicTest.dynamicTest(series.getKey(), () -> decidesAlike(series.getValue(), true)));
    }

    @Test
    void the_vectors_are_all_there() {
        assertThat(Vector.all()).hasSize(39);
        assertThat(Vector.all().values().stream().mapToInt(List::size).sum()).isEqualTo(3876);
    }

    private static void decidesAlike(List<Vector> points, boolean writtenAndRead) {
        // Given
        Series series = points.getFirst().series();
        Detector detector = new Detector(series);

        for (Vector point : points) {
            // When
            Decision decision = detector.decide(point.time(), point.value(), point.mark(), point.sensitivity());
            if (writtenAndRead) {
                detector = Detector.restored(series, detector.state()).orElseThrow();
            }

            // Then
            String where = "%s: %s instead of %s".formatted(point.time(), decision, point);
            assertThat(decision.verdict()).as(where).isEqualTo(point.verdict());
            assertThat(decision.direction()).as(where).isEqualTo(point.direction());
            assertThat(near(decision.score(), point.score(), 1)).as(where).isTrue();
            double unit = series.resolution();
            assertThat(near(decision.expected(), point.expected(), unit)).as(where).isTrue();
            assertThat(near(decision.lower(), point.lower(), unit)).as(where).isTrue();
            assertThat(near(decision.upper(), point.upper(), unit)).as(where).isTrue();
        }
    }

    /// @param reference NaN for what is not finite
    private static boolean near(double decided, double reference, double unit) {
        return Double.isNaN(reference)
                ? !Double.isFinite(decided)
                : Math.abs(decided - reference) <= TOLERANCE * Math.max(Math.abs(reference), unit);
    }
}
