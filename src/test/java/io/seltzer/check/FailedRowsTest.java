package io.seltzer.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FailedRowsTest {
    private static final long MANY = 10_000_000_000_000L;

    @Test
    void the_last_digit_is_that_of_multiplying_first() {
        assertThat(percent(1, 3)).isEqualTo(33.333333333333336);
        assertThat(percent(7, 1000)).isEqualTo(0.7);
    }

    @Test
    void none_of_no_rows_is_zero_percent() {
        assertThat(percent(0, 0)).isZero();
    }

    @Test
    void there_is_no_percent_of_something_unmeasured() {
        assertThat(FailedRows.percent(OptionalLong.empty(), OptionalLong.of(1))).isEmpty();
        assertThat(FailedRows.percent(OptionalLong.of(1), OptionalLong.empty())).isEmpty();
    }

    @Property
    void lies_between_0_and_100_and_reaches_them_only_for_none_and_all(
            @ForAll @LongRange(max = MANY) long failed, @ForAll @LongRange(min = 1, max = MANY) long rows) {
        Assume.that(failed <= rows);
        assertThat(percent(failed, rows)).isBetween(0.0, 100.0);
        assertThat(percent(failed, rows) == 0).isEqualTo(failed == 0);
        assertThat(percent(failed, rows) == 100).isEqualTo(failed == rows);
    }

    @Property
    void grows_with_the_failed_rows(
            @ForAll @LongRange(max = 1000) long fewer,
            @ForAll @LongRange(max = 1000) long more,
            @ForAll @LongRange(min = 1000, max = MANY) long rows) {
        Assume.that(fewer < more);
        assertThat(percent(fewer, rows)).isLessThan(percent(more, rows));
    }

    private static double percent(long failed, long rows) {
        OptionalDouble percent = FailedRows.percent(OptionalLong.of(failed), OptionalLong.of(rows));
        return percent.orElseThrow();
    }
}
