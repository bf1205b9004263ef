package io.seltzer.anomaly;

import static io.seltzer.anomaly.Measured.DAILY_COUNT;
import static io.seltzer.anomaly.Measured.HOURLY_COUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seltzer.anomaly.Decision.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DetectorTest {

    @Test
    void the_first_five_values_get_no_verdict_and_say_how_many_it_takes() {
        // Given
        Detector detector = new Detector(DAILY_COUNT);

        // When
        List<Decision> decisions = Measured.decide(detector, Measured.rows(DAILY_COUNT, 8, 1));

        // Then
        assertThat(decisions).extracting(Decision::missingPoints).containsExactly(5, 4, 3, 2, 1, 0, 0, 0);
        assertThat(decisions.subList(0, 5)).extracting(Decision::verdict).containsOnly(Verdict.UNKNOWN);
        assertThat(decisions.get(7).verdict()).isEqualTo(Verdict.EXPECTED);
        assertThat(detector.values()).isEqualTo(8);
    }

    @Test
    void a_weekday_without_a_value_before_is_unknown_too() {
        // Given five values from Monday to Friday
        Detector detector = new Detector(DAILY_COUNT);

        // When
        List<Decision> decisions = Measured.decide(detector, Measured.rows(DAILY_COUNT, 8, 1));

        // Then Saturday and Sunday cannot be decided, the second Monday can
        assertThat(decisions.subList(5, 8))
                .extracting(Decision::verdict)
                .containsExactly(Verdict.UNKNOWN, Verdict.UNKNOWN, Verdict.EXPECTED);
    }

    @Test
    void a_doubled_load_is_an_anomaly_above_its_range() {
        // Given
        Detector detector = new Detector(DAILY_COUNT);
        List<Measured> rows = Measured.rows(DAILY_COUNT, 61, 2);
        Measured.decide(detector, rows.subList(0, 60));
        Measured doubled = rows.get(60).with(2 * rows.get(60).value());

        // When
        Decision decision = doubled.decidedBy(detector);

        // Then
        assertThat(decision.verdict()).isEqualTo(Verdict.ANOMALY);
        assertThat(decision.direction()).isEqualTo(1);
        assertThat(decision.score()).isGreaterThan(1);
        assertThat(doubled.value()).isGreaterThan(decision.upper());
        assertThat(decision.expected()).isBetween(decision.lower(), decision.upper());
    }

    @Test
    void a_lasting_shift_is_an_anomaly_once_then_it_continues_then_it_is_expected() {
        // Given
        Detector detector = new Detector(DAILY_COUNT);
        List<Measured> rows = Measured.sameEachDay(DAILY_COUNT, 80, 3);
        Measured.decide(detector, rows.subList(0, 60));
        List<Measured> halved = rows.subList(60, 80).stream().map(row -> row.with(Math.rint(row.value() / 2))).toList();

        // When
        List<Decision> decisions = Measured.decide(detector, halved);

        // Then
        assertThat(decisions.get(0).verdict()).isEqualTo(Verdict.ANOMALY);
        assertThat(decisions.get(0).continuing()).isFalse();
        // and the second one shows the range from before the shift
        assertThat(decisions.get(1).verdict()).isEqualTo(Verdict.EXPECTED);
        assertThat(decisions.get(1).continuing()).isTrue();
        assertThat(halved.get(1).value()).isLessThan(decisions.get(1).lower());
        assertThat(decisions.subList(2, 20)).noneMatch(Decision::continuing);
        assertThat(decisions.subList(2, 20)).extracting(Decision::verdict).containsOnly(Verdict.EXPECTED);
    }

    @Test
    void a_constant_series_is_expected_until_it_changes() {
        // Given
        Detector detector = new Detector(DAILY_COUNT);
        List<Decision> decisions = new ArrayList<>();
        for (int day = 0; day < 400; day++) {
            decisions.add(Measured.at(DAILY_COUNT, day, 42).decidedBy(detector));
        }

        // When
        Decision changed = Measured.at(DAILY_COUNT, 400, 60).decidedBy(detector);

        // Then
        assertThat(decisions.subList(7, 400)).extracting(Decision::verdict).containsOnly(Verdict.EXPECTED);
        assertThat(decisions.getLast().expected()).isCloseTo(42, within(1e-9));
        assertThat(changed.verdict()).isEqualTo(Verdict.ANOMALY);
    }

    @Test
    void a_missing_value_is_not_learnt() {
        // Given
        Detector detector = new Detector(DAILY_COUNT);
        Measured.decide(detector, Measured.rows(DAILY_COUNT, 20, 4));

        // When
        Decision missing = Measured.at(DAILY_COUNT, 20, Double.NaN).decidedBy(detector);
        Decision excluded = Measured.at(DAILY_COUNT, 21, 1).with(Mark.EXCLUDED).decidedBy(detector);

        // Then
        assertThat(missing).isEqualTo(Decision.unknown(0));
        assertThat(excluded).isEqualTo(Decision.unknown(0));
        assertThat(detector.values()).isEqualTo(20);
        assertThat(detector.lastTime()).contains(Measured.START.plus(Duration.ofDays(21)));
    }

    @Test
    void an_infinite_value_is_an_anomaly_and_is_not_learnt() {
        // Given
        Detector detector = new Detector(DAILY_COUNT);
        Measured.decide(detector, Measured.rows(DAILY_COUNT, 20, 4));

        // When
        Decision decision = Measured.at(DAILY_COUNT, 20, Double.NEGATIVE_INFINITY).decidedBy(detector);

        // Then
        assertThat(decision.verdict()).isEqualTo(Verdict.ANOMALY);
        assertThat(decision.direction()).isEqualTo(-1);
        assertThat(detector.values()).isEqualTo(20);
    }

    @Test
    void what_somebody_calls_expected_lies_inside_the_next_time() {
        // Given the same peak on two days
        List<Measured> rows = Measured.rows(DAILY_COUNT, 64, 27);
        Measured first = rows.get(42).with(Math.rint(1.6 * rows.get(42).value()));
        Measured second = rows.get(63).with(Math.rint(1.6 * rows.get(63).value()));
        List<Measured> unmarked = new ArrayList<>(rows);
        Collections.replaceAll(unmarked, rows.get(42), first);
        Collections.replaceAll(unmarked, rows.get(63), second);
        List<Measured> marked = new ArrayList<>(unmarked);
        marked.set(42, first.with(Mark.EXPECTED));

        // When
        Decision without = Measured.decide(new Detector(DAILY_COUNT), unmarked).getLast();
        List<Decision> with = Measured.decide(new Detector(DAILY_COUNT), marked);

        // Then the verdict of then stays, the range from then on is wider
        assertThat(with.get(42).verdict()).isEqualTo(Verdict.ANOMALY);
        assertThat(without.verdict()).isEqualTo(Verdict.ANOMALY);
        assertThat(with.getLast().verdict()).isEqualTo(Verdict.EXPECTED);
        assertThat(with.getLast().upper()).isGreaterThan(without.upper());
    }

    @Test
    void a_higher_sensitivity_narrows_the_range() {
        // Given
        List<Measured> rows = Measured.rows(DAILY_COUNT, 60, 5);
        Measured last = rows.getLast();
        Detector usual = new Detector(DAILY_COUNT);
        Measured.decide(usual, rows.subList(0, 59));
        Detector sensitive = Detector.restored(DAILY_COUNT, usual.state()).orElseThrow();

        // When
        Decision wide = usual.decide(last.time(), last.value(), Mark.NONE, Sensitivity.DEFAULT);
        Decision narrow = sensitive.decide(last.time(), last.value(), Mark.NONE, Sensitivity.ofDeviations(1));

        // Then
        assertThat(narrow.upper() - narrow.lower()).isLessThan((wide.upper() - wide.lower()) / 2);
    }

    @Test
    void hours_are_those_of_the_wall_clock_on_both_sides_of_a_summer_time() {
        // Given hours of Berlin: much is loaded from 8 to 18 by the wall clock
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Series series = Measured.counts(1, berlin);
        Instant start = LocalDate.of(2026, 2, 23).atStartOfDay(berlin).toInstant();
        Instant change = LocalDate.of(2026, 3, 29).atStartOfDay(berlin).toInstant();
        Instant end = LocalDate.of(2026, 4, 13).atStartOfDay(berlin).toInstant();
        Random chance = new Random(6);
        Detector detector = new Detector(series);
        List<Decision> before = new ArrayList<>();
        List<Decision> after = new ArrayList<>();

        // When
        for (Instant hour = start; hour.isBefore(end); hour = hour.plus(Duration.ofHours(1))) {
            int clock = hour.atZone(berlin).getHour();
            double rows = Math.rint((clock >= 8 && clock < 18 ? 10_000 : 100) * Math.exp(0.03 * chance.nextGaussian()));
            (hour.isBefore(change) ? before : after)
                    .add(detector.decide(hour, rows, Mark.NONE, Sensitivity.DEFAULT));
        }

        // Then the change of the clock is none of the series
        assertThat(after).hasSize(15 * 24 - 1);
        assertThat(after).noneMatch(decision -> decision.verdict() == Verdict.ANOMALY || decision.continuing());
        assertThat(before.subList(14 * 24, before.size())).noneMatch(decision -> decision.verdict() == Verdict.ANOMALY);
    }

    @Test
    void what_is_usual_at_one_hour_is_an_anomaly_at_another() {
        // Given the busiest hour is six, the quietest eighteen
        Detector detector = new Detector(HOURLY_COUNT);
        List<Measured> rows = Measured.sameEachDay(HOURLY_COUNT, 24 * 28 + 19, 7);
        Measured.decide(detector, rows.subList(0, 24 * 28 + 18));
        double busiest = rows.get(24 * 28 + 6).value();

        // When
        Decision decision = rows.getLast().with(busiest).decidedBy(detector);

        // Then
        assertThat(decision.verdict()).isEqualTo(Verdict.ANOMALY);
    }
}
