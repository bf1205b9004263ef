package io.seltzer.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeasonsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        // A Sunday, 23:30 in Berlin
        "1, 2026-01-11T22:30:00Z, 23, 167",
        "6, 2026-01-11T22:30:00Z, 3, 27",
        "12, 2026-01-11T22:30:00Z, 1, 13",
        "24, 2026-01-11T22:30:00Z, 6, 0",
        "168, 2026-01-11T22:30:00Z, 0, 0",
        // An hour later it is Monday there
        "1, 2026-01-11T23:30:00Z, 0, 0",
        "24, 2026-01-11T23:30:00Z, 0, 0",
        // In summer an hour earlier
        "1, 2026-07-12T22:30:00Z, 0, 0",
        "24, 2026-07-12T21:30:00Z, 6, 0",
        // Before 1970
        "1, 1969-12-31T22:59:59Z, 23, 71",
    })
    void slots_are_those_of_the_wall_clock(int stepHours, Instant time, int first, int second) {
        assertThat(seasons(stepHours, BERLIN).at(time)).isEqualTo(new Slot(first, second));
    }

    @Test
    void days_skipped_over_a_change_of_the_clock_keep_their_weekdays() {
        // Given the clock went forward on Sunday, 29 March
        Instant tuesday = Instant.parse("2026-03-30T22:00:00Z");
        Seasons daily = seasons(24, BERLIN);

        // Then one day, three days back
        assertThat(daily.at(tuesday).first()).isEqualTo(1);
        assertThat(daily.before(tuesday, 1).first()).isEqualTo(0);
        assertThat(daily.before(tuesday, 2).first()).isEqualTo(6);
        assertThat(daily.before(tuesday, 3).first()).isEqualTo(5);
    }

    @Test
    void the_hour_that_a_clock_leaves_out_is_not_skipped() {
        // Given 1 o'clock and, the next hour, 3 o'clock
        Instant one = Instant.parse("2026-03-29T00:00:00Z");
        Instant three = Instant.parse("2026-03-29T01:00:00Z");
        Seasons hourly = seasons(1, BERLIN);

        // Then
        assertThat(hourly.skipped(one, three)).isZero();
        assertThat(hourly.at(three).first()).isEqualTo(3);
        assertThat(hourly.before(three, 1).first()).isEqualTo(1);
    }

    @Test
    void a_short_or_a_long_day_is_one_step() {
        Seasons daily = seasons(24, BERLIN);
        assertThat(daily.skipped(Instant.parse("2026-03-28T23:00:00Z"), Instant.parse("2026-03-29T22:00:00Z"))).isZero();
        assertThat(daily.skipped(Instant.parse("2026-10-24T22:00:00Z"), Instant.parse("2026-10-25T23:00:00Z"))).isZero();
    }

    @Test
    void of_a_long_gap_28_periods_count() {
        assertThat(seasons(24, ZoneOffset.UTC).skipped(Instant.MIN, Instant.MAX)).isEqualTo(196);
        assertThat(seasons(1, ZoneOffset.UTC).skipped(Instant.MIN, Instant.MAX)).isEqualTo(672);
        assertThat(seasons(1, ZoneOffset.UTC).skipped(Instant.MAX, Instant.MIN)).isNegative();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 5, 7, 16, 25, 48, 167, 336})
    void no_other_cadence_is_taken(int stepHours) {
        assertThatThrownBy(() -> Measured.counts(stepHours, BERLIN)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Seasons seasons(int stepHours, ZoneId zone) {
        return Seasons.of(Measured.counts(stepHours, zone));
    }
}
