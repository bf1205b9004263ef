package io.seltzer.anomaly;

import static io.seltzer.anomaly.Measured.DAILY_COUNT;
import static io.seltzer.anomaly.Measured.HOURLY_COUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorStateTest {
    private static final int KIB = 1024;
    private static final byte[] STATE = learnt(DAILY_COUNT, 60).state();

    @Test
    void of_a_daily_series_it_stays_within_16_KiB() {
        assertThat(learnt(DAILY_COUNT, 2_000).state()).hasSizeLessThanOrEqualTo(16 * KIB);
    }

    @Test
    void of_an_hourly_series_it_stays_within_100_KiB() {
        assertThat(learnt(HOURLY_COUNT, 9_000).state()).hasSizeLessThanOrEqualTo(100 * KIB);
    }

    @Test
    void of_a_young_series_it_is_small() {
        assertThat(new Detector(DAILY_COUNT).state()).hasSizeLessThan(100);
        assertThat(learnt(DAILY_COUNT, 5).state()).hasSizeLessThan(KIB);
    }

    @ParameterizedTest
    @MethodSource("others")
    void of_another_series_it_is_not_read(Series other) {
        assertThat(Detector.restored(other, STATE)).isEmpty();
    }

    static Stream<Series> others() {
        double none = Double.POSITIVE_INFINITY;
        return Stream.of(
                new Series(12, 0, none, true, 0.5, ZoneOffset.UTC),
                new Series(168, 0, none, true, 0.5, ZoneOffset.UTC),
                new Series(24, -none, none, true, 0.5, ZoneOffset.UTC),
                new Series(24, 0, 100, true, 0.5, ZoneOffset.UTC),
                new Series(24, 0, none, false, 0.5, ZoneOffset.UTC),
                new Series(24, 0, none, true, 0.1, ZoneOffset.UTC),
                new Series(24, 0, none, true, 0.5, ZoneId.of("Europe/Berlin")));
    }

    @Test
    void of_another_version_it_is_not_read() {
        // Given
        byte[] newer = STATE.clone();
        ByteBuffer.wrap(newer).order(StateWriter.ORDER).putInt(0, StateWriter.VERSION + 1);

        // Then
        assertThat(Detector.restored(DAILY_COUNT, sealed(newer))).isEmpty();
        assertThat(Detector.restored(DAILY_COUNT, sealed(STATE.clone()))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void a_number_that_is_not_finite_is_not_read(double number) throws BrokenStateException {
        // Given
        byte[] alone = new StateWriter(DAILY_COUNT, 0).real(number).done();
        byte[] amongOthers = new StateWriter(DAILY_COUNT, 0).reals(new double[] {1, number, -2}).done();

        // When
        StateReader first = new StateReader(alone, DAILY_COUNT);
        StateReader second = new StateReader(amongOthers, DAILY_COUNT);

        // Then
        assertThatThrownBy(first::real).isInstanceOf(BrokenStateException.class);
        assertThatThrownBy(() -> second.reals(new double[3])).isInstanceOf(BrokenStateException.class);
    }

    @Property
    void any_bytes_are_a_state_or_not(@ForAll byte[] bytes) {
        assertThat(Detector.restored(DAILY_COUNT, bytes)).isEmpty();
    }

    @Property
    void cut_short_it_is_not_read(@ForAll @IntRange(max = 5_000) int length) {
        int kept = Math.min(length, STATE.length - 1);
        assertThat(Detector.restored(DAILY_COUNT, Arrays.copyOf(STATE, kept))).isEmpty();
        assertThat(Detector.restored(DAILY_COUNT, sealed(Arrays.copyOf(STATE, kept)))).isEmpty();
    }

    @Property
    void with_a_changed_byte_it_is_not_read(@ForAll @IntRange(max = 1_000_000) int place, @ForAll byte other) {
        // Given
        byte[] changed = STATE.clone();
        changed[place % changed.length] ^= other;

        // Then
        assertThat(Detector.restored(DAILY_COUNT, changed).isPresent()).isEqualTo(other == 0);
    }

    @Property
    void with_a_forged_checksum_nothing_is_thrown_later_either(@ForAll long seed) {
        // Given
        Random chance = new Random(seed);
        byte[] forged = STATE.clone();
        for (int i = 0; i < 1 + chance.nextInt(5); i++) {
            forged[chance.nextInt(forged.length)] = (byte) chance.nextInt();
        }

        // When
        Optional<Detector> detector = Detector.restored(DAILY_COUNT, sealed(forged));

        // Then
        detector.ifPresent(one -> {
            for (Measured point : Measured.rows(DAILY_COUNT, 10, seed)) {
                assertThat(point.decidedBy(one).verdict()).isNotNull();
            }
        });
    }

    private static byte[] sealed(byte[] state) {
        int length = Math.max(0, state.length - Integer.BYTES);
        CRC32 checksum = new CRC32();
        checksum.update(state, 0, length);
        byte[] sealed = Arrays.copyOf(state, length + Integer.BYTES);
        ByteBuffer.wrap(sealed).order(StateWriter.ORDER).putInt(length, (int) checksum.getValue());
        return sealed;
    }

    private static Detector learnt(Series series, int points) {
        Detector detector = new Detector(series);
        List<Measured> rows = Measured.rows(series, points, 1);
        Measured.decide(detector, rows);
        return detector;
    }
}
