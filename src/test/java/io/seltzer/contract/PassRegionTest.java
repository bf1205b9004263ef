package io.seltzer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.contract.Threshold.Bound;
import io.seltzer.contract.Threshold.Comparison;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class PassRegionTest {
    private static Bound open(int value) {
        return new Bound(BigDecimal.valueOf(value), false);
    }

    private static Bound closed(int value) {
        return new Bound(BigDecimal.valueOf(value), true);
    }

    private static boolean liesIn(Comparison inner, Comparison outer) {
        return PassRegion.of(inner).liesIn(PassRegion.of(outer));
    }

    @Test
    void halfLines() {
        assertThat(liesIn(new Comparison.Less(open(5)), new Comparison.Less(open(10)))).isTrue();
        assertThat(liesIn(new Comparison.Less(open(10)), new Comparison.Less(open(5)))).isFalse();
        assertThat(liesIn(new Comparison.Greater(open(1)), new Comparison.Less(open(5)))).isFalse();
        assertThat(liesIn(new Comparison.Less(open(5)), new Comparison.Less(closed(5)))).isTrue();
        assertThat(liesIn(new Comparison.Less(closed(5)), new Comparison.Less(open(5)))).isFalse();
    }

    @Test
    void points() {
        BigDecimal five = BigDecimal.valueOf(5);
        assertThat(liesIn(new Comparison.Equal(five), new Comparison.Less(closed(5)))).isTrue();
        assertThat(liesIn(new Comparison.Equal(five), new Comparison.NotEqual(five))).isFalse();
        assertThat(liesIn(new Comparison.Less(open(5)), new Comparison.NotEqual(five))).isTrue();
        assertThat(liesIn(new Comparison.Less(closed(5)), new Comparison.NotEqual(five))).isFalse();
    }

    @Test
    void ranges() {
        Comparison between = new Comparison.Between(open(1), open(5));
        Comparison outside = new Comparison.NotBetween(open(5), open(1));
        assertThat(liesIn(between, new Comparison.Greater(closed(1)))).isTrue();
        assertThat(liesIn(between, outside)).isFalse();
        assertThat(liesIn(new Comparison.Greater(open(7)), outside)).isTrue();
        assertThat(liesIn(outside, new Comparison.Greater(open(0)))).isFalse();
    }
}
