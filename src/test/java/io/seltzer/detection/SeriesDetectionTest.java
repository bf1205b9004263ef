package io.seltzer.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.detection.SeriesDetection.Outcome;
import io.seltzer.detection.SeriesDetection.State;
import io.seltzer.monitor.Cadence;
import io.seltzer.monitor.Detection;
import io.seltzer.monitor.Detection.Exclusion;
import io.seltzer.monitor.Detection.Side;
import io.seltzer.monitor.Monitor;
import io.seltzer.monitor.MonitorMetric;
import io.seltzer.protocol.monitoring.Measurement;
import io.seltzer.protocol.monitoring.Measurement.Absence;
import io.seltzer.protocol.monitoring.SeriesAnswer;
import io.seltzer.protocol.monitoring.SeriesAnswer.Memory;
import io.seltzer.protocol.monitoring.SeriesAnswer.Point;
import io.seltzer.protocol.results.Diagnostics.SchemaColumn;
import io.seltzer.protocol.results.Diagnostics.TypeChange;
import io.seltzer.protocol.results.Diagnostics.Verdict;
import io.seltzer.protocol.results.ScanResults.ColumnMetadata;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeriesDetectionTest {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final UUID ID = new UUID(0, 1);

    @Test
    void the_training_says_how_much_is_missing() {
        // When
        List<Judgement> judgements = decide(monitor(Detection.DEFAULT), new ArrayList<>(), 100, 101, 99);

        // Then
        assertThat(judgements).extracting(Judgement::verdict).containsOnly(Verdict.unknown);
        assertThat(judgements).extracting(Judgement::reason).containsOnly(Optional.of(Judgement.TRAINING));
        assertThat(judgements)
                .extracting(Judgement::missingPoints)
                .containsExactly(OptionalInt.of(5), OptionalInt.of(4), OptionalInt.of(3));
    }

    @Test
    void a_fault_of_two_days_alerts_once() {
        // When
        List<Judgement> judgements = decide(monitor(Detection.DEFAULT), usual(40), 20, 21, 1_001);

        // Then
        assertThat(judgements)
                .extracting(Judgement::verdict)
                .containsExactly(Verdict.anomaly, Verdict.continuing, Verdict.expected);
        assertThat(judgements).extracting(Judgement::alert).containsExactly(true, false, false);
        assertThat(judgements).extracting(Judgement::direction).containsExactly(-1, -1, 0);
        assertThat(judgements.get(1).lower().orElseThrow()).isGreaterThan(900);
        assertThat(judgements.get(1).score()).isGreaterThan(10);
    }

    @Test
    void a_side_that_nobody_asked_about_is_silent_and_has_no_bound() {
        // Given
        Detection above = new Detection(3, Side.ABOVE, null, null, List.of());

        // When
        List<Judgement> judgements = decide(monitor(above), usual(40), 20, 21, 5_000);

        // Then
        assertThat(judgements)
                .extracting(Judgement::verdict)
                .containsExactly(Verdict.expected, Verdict.expected, Verdict.anomaly);
        assertThat(judgements).extracting(Judgement::lower).containsOnly(OptionalDouble.empty());
        assertThat(judgements.getFirst().upper()).isPresent();
    }

    @Test
    void a_fixed_limit_holds_whatever_is_expected_also_in_training() {
        // Given
        Detection limited = new Detection(3, Side.BOTH, 50.0, 1_500.0, List.of());

        // When
        List<Judgement> young = decide(monitor(limited), usual(1), 40);
        List<Judgement> old = decide(monitor(limited), usual(40), 1_002, 1_501);

        // Then
        assertThat(young).extracting(Judgement::verdict).containsExactly(Verdict.anomaly);
        assertThat(young).extracting(Judgement::direction).containsExactly(-1);
        assertThat(old).extracting(Judgement::verdict).containsExactly(Verdict.expected, Verdict.anomaly);
        assertThat(old.getLast().upper().orElseThrow()).isLessThanOrEqualTo(1_500);
    }

    @Test
    void an_excluded_value_is_not_judged_and_not_learnt() {
        // Given
        Detection excluding =
                new Detection(3, Side.BOTH, null, null, List.of(new Exclusion(0.0, 0.0), new Exclusion(5_000.0, null)));
        List<Point> history = usual(40);

        // When
        List<Judgement> judgements = decide(monitor(excluding), history, 0, 9_000, 1_001);

        // Then
        assertThat(judgements)
                .extracting(Judgement::verdict)
                .containsExactly(Verdict.unknown, Verdict.unknown, Verdict.expected);
        assertThat(judgements.getFirst().reason()).contains(Judgement.EXCLUDED);
        List<Point> gaps = usual(40);
        decide(monitor(excluding), gaps, Double.NaN, Double.NaN, 1_001);
        assertThat(replayed(history).bytes()).isEqualTo(replayed(gaps).bytes());
    }

    @Test
    void a_gap_is_unknown_with_its_reason_and_never_an_anomaly() {
        // Given
        Measurement nothing = new Measurement(ID, null, day(40), null, Absence.empty);

        // When
        Outcome outcome = SeriesDetection.decide(memory(monitor(Detection.DEFAULT), usual(40)), List.of(nothing), Optional.empty());

        // Then
        assertThat(judgements(outcome)).singleElement().satisfies(judgement -> {
            assertThat(judgement.verdict()).isEqualTo(Verdict.unknown);
            assertThat(judgement.reason()).contains("empty");
            assertThat(judgement.alert()).isFalse();
        });
    }

    @Test
    void infinity_is_an_anomaly_without_a_range() {
        List<Judgement> judgements = decide(
                monitor(MonitorMetric.AVERAGE, Detection.DEFAULT), usual(40), Double.POSITIVE_INFINITY, 1_001);

        assertThat(judgements).extracting(Judgement::verdict).containsExactly(Verdict.anomaly, Verdict.expected);
        assertThat(judgements.getFirst().upper()).isEmpty();
        assertThat(judgements.getFirst().value()).hasValue(Double.POSITIVE_INFINITY);
    }

    @Test
    void a_change_is_the_difference_to_the_total_before() {
        // Given a total that was 500
        Monitor change = monitor(MonitorMetric.TOTAL_ROW_COUNT_CHANGE, Detection.DEFAULT);
        Memory first = new Memory(change, null, "shop/orders", Cadence.DAILY, UTC, 0, null, List.of(), null, null);
        Memory later = new Memory(change, null, "shop/orders", Cadence.DAILY, UTC, 0, null, List.of(), 500.0, null);
        Measurement total = new Measurement(ID, null, day(0), 520.0, null);

        // Then
        assertThat(judgements(SeriesDetection.decide(first, List.of(total), Optional.empty())).getFirst())
                .satisfies(judgement -> {
                    assertThat(judgement.value()).isEmpty();
                    assertThat(judgement.raw()).hasValue(520);
                    assertThat(judgement.reason()).contains(Judgement.TRAINING);
                });
        assertThat(judgements(SeriesDetection.decide(later, List.of(total), Optional.empty())).getFirst())
                .satisfies(judgement -> {
                    assertThat(judgement.value()).hasValue(20);
                    assertThat(judgement.raw()).hasValue(520);
                });
    }

    @Test
    void columns_added_removed_and_retyped_are_an_anomaly_with_their_lists() {
        // Given
        Monitor schema = monitor(MonitorMetric.SCHEMA_CHANGES, Detection.DEFAULT);
        List<ColumnMetadata> before = List.of(column("id", "integer"), column("fare", "numeric"), column("note", "text"));
        List<ColumnMetadata> now = List.of(column("note", "text"), column("id", "bigint"), column("seat", "text"));
        Measurement look = new Measurement(ID, null, day(0), null, null);

        // When
        Judgement changed = judgements(SeriesDetection.decide(schemaMemory(schema, before), List.of(look), Optional.of(now))).getFirst();
        Judgement same = judgements(SeriesDetection.decide(schemaMemory(schema, now), List.of(look), Optional.of(now))).getFirst();
        Judgement first = judgements(SeriesDetection.decide(schemaMemory(schema, null), List.of(look), Optional.of(now))).getFirst();

        // Then
        assertThat(changed.verdict()).isEqualTo(Verdict.anomaly);
        assertThat(changed.value()).hasValue(3);
        assertThat(changed.schema().orElseThrow().added()).containsExactly(new SchemaColumn("seat", "text"));
        assertThat(changed.schema().orElseThrow().removed()).containsExactly(new SchemaColumn("fare", "numeric"));
        assertThat(changed.schema().orElseThrow().retyped()).containsExactly(new TypeChange("id", "integer", "bigint"));
        assertThat(same.verdict()).isEqualTo(Verdict.expected);
        assertThat(first.verdict()).isEqualTo(Verdict.unknown);
    }

    @Test
    void a_replay_ends_where_the_unbroken_run_does_whatever_the_sensitivity_was_and_whatever_was_excluded() {
        // Given a run in which settings change, state by state
        List<Detection> settings = List.of(
                Detection.DEFAULT,
                new Detection(1, Side.BELOW, null, null, List.of(new Exclusion(null, 900.0))),
                new Detection(6, Side.BOTH, 10.0, null, List.of()));
        List<Point> history = new ArrayList<>();
        Optional<State> state = Optional.empty();
        double[] values = IntStream.range(0, 90).mapToDouble(day -> day % 31 == 30 ? 200 : 1_000 + day % 7).toArray();
        for (int day = 0; day < values.length; day++) {
            Monitor monitor = monitor(settings.get(day / 30));
            Memory memory = memory(monitor, state.map(State::bytes).orElse(null), state.isPresent() ? null : List.of());
            Outcome outcome = SeriesDetection.decide(memory, List.of(measured(day, values[day])), Optional.empty());
            history.add(point(day, values[day], judgements(outcome).getFirst()));
            state = ((Outcome.Decided) outcome).state();
        }

        // When
        State rebuilt = replayed(history.subList(0, 89), measured(89, values[89]), monitor(settings.getLast()));

        // Then
        assertThat(rebuilt.time()).isEqualTo(state.orElseThrow().time());
        assertThat(rebuilt.bytes()).isEqualTo(state.orElseThrow().bytes());
    }

    @Test
    void a_state_that_has_seen_the_day_already_is_of_no_use() {
        State state = replayed(usual(40));
        Memory memory = memory(monitor(Detection.DEFAULT), state.bytes(), null);

        assertThat(SeriesDetection.decide(memory, List.of(measured(39, 5)), Optional.empty()))
                .isEqualTo(new Outcome.HistoryWanted());
    }

    @Test
    void days_measured_after_the_fact_are_judged_in_their_place() {
        // Given a history with a hole
        List<Point> history = usual(40);
        List<Point> holed = new ArrayList<>(history.subList(0, 20));
        holed.addAll(history.subList(23, 40));

        // When
        Outcome outcome = SeriesDetection.decide(
                memory(monitor(Detection.DEFAULT), holed),
                List.of(measured(22, 1_001), measured(20, 1_000), measured(21, 15)),
                Optional.empty());

        // Then oldest first, and the state has learnt what came later
        assertThat(judgements(outcome))
                .extracting(Judgement::verdict)
                .containsExactly(Verdict.expected, Verdict.anomaly, Verdict.expected);
        assertThat(((Outcome.Decided) outcome).state().orElseThrow().time()).isEqualTo(day(39));
    }

    @Test
    void what_people_say_of_an_anomaly_is_learnt() {
        // Given two doublings, of which the first was expected, people say
        List<Point> unsaid = usual(60);
        unsaid.set(50, new Point(day(50), 2_000.0, null, null, 3));
        List<Point> said = new ArrayList<>(unsaid);
        said.set(50, new Point(day(50), 2_000.0, null, SeriesAnswer.Mark.expected, 3));

        // When
        Judgement without = decide(monitor(Detection.DEFAULT), unsaid, 1_003).getFirst();
        Judgement with = decide(monitor(Detection.DEFAULT), said, 1_003).getFirst();

        // Then
        assertThat(width(with)).isGreaterThan(width(without));
    }

    private static double width(Judgement judgement) {
        return judgement.upper().orElseThrow() - judgement.lower().orElseThrow();
    }

    /// Goes on from a history, which grows by what is measured.
    private static List<Judgement> decide(Monitor monitor, List<Point> history, double... values) {
        List<Judgement> all = new ArrayList<>();
        for (double value : values) {
            int day = history.size();
            Outcome outcome = SeriesDetection.decide(memory(monitor, history), List.of(measured(day, value)), Optional.empty());
            Judgement judgement = judgements(outcome).getFirst();
            all.add(judgement);
            history.add(point(day, value, judgement));
        }
        return all;
    }

    private static Point point(int day, double value, Judgement judgement) {
        boolean excluded = judgement.reason().equals(Optional.of(Judgement.EXCLUDED));
        return new Point(
                day(day), Double.isNaN(value) ? null : value, null, excluded ? SeriesAnswer.Mark.excluded : null,
                judgement.sensitivity());
    }

    private static State replayed(List<Point> history) {
        return replayed(history, measured(history.size(), 1_000), monitor(Detection.DEFAULT));
    }

    private static State replayed(List<Point> history, Measurement last, Monitor monitor) {
        Outcome outcome = SeriesDetection.decide(memory(monitor, history), List.of(last), Optional.empty());
        return ((Outcome.Decided) outcome).state().orElseThrow();
    }

    private static List<Point> usual(int days) {
        List<Point> points = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            points.add(new Point(day(day), 1_000.0 + day % 5, null, null, 3));
        }
        return points;
    }

    private static Instant day(int number) {
        return START.plus(Duration.ofDays(number));
    }

    private static Measurement measured(int day, double value) {
        return Double.isNaN(value)
                ? new Measurement(ID, null, day(day), null, Absence.notANumber)
                : new Measurement(ID, null, day(day), value, null);
    }

    private static Monitor monitor(Detection detection) {
        return monitor(MonitorMetric.PARTITION_ROW_COUNT, detection);
    }

    private static Monitor monitor(MonitorMetric metric, Detection detection) {
        return new Monitor(ID, "Orders", metric, null, null, null, detection);
    }

    private static Memory memory(Monitor monitor, List<Point> history) {
        return memory(monitor, null, history);
    }

    private static Memory memory(Monitor monitor, byte @Nullable [] state, @Nullable List<Point> history) {
        return new Memory(monitor, null, "shop/orders", Cadence.DAILY, UTC, 0, state, history, null, null);
    }

    private static Memory schemaMemory(Monitor monitor, @Nullable List<ColumnMetadata> known) {
        return new Memory(monitor, null, "shop/orders", Cadence.DAILY, UTC, 0, null, null, null, known);
    }

    private static ColumnMetadata column(String name, String type) {
        return new ColumnMetadata(name, type);
    }

    private static List<Judgement> judgements(Outcome outcome) {
        return ((Outcome.Decided) outcome).judgements();
    }
}
