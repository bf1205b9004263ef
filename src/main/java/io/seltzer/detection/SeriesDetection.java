package io.seltzer.detection;

import io.seltzer.anomaly.Decision;
import io.seltzer.anomaly.Detector;
import io.seltzer.anomaly.Mark;
import io.seltzer.anomaly.Sensitivity;
import io.seltzer.anomaly.Series;
import io.seltzer.monitor.MonitorMetric;
import io.seltzer.protocol.monitoring.Measurement;
import io.seltzer.protocol.monitoring.SeriesAnswer.Memory;
import io.seltzer.protocol.results.ScanResults.ColumnMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Decides on what was measured of one series. With the detector's state that is a step for each value; without one, the
/// history is played first, which gives the state that an unbroken run would have.
public final class SeriesDetection {
    private final Memory memory;
    private final Judge judge;
    private final double sensitivity;
    private final Sensitivity alpha;
    private final List<Judgement> judgements = new ArrayList<>();
    private OptionalDouble previous;

    private SeriesDetection(Memory memory) {
        this.memory = memory;
        this.judge = new Judge(memory.monitor().detection());
        this.sensitivity = memory.monitor().detection().sensitivity();
        this.alpha = Sensitivity.ofDeviations(sensitivity);
        this.previous = memory.previous() == null ? OptionalDouble.empty() : OptionalDouble.of(memory.previous());
    }

    /// What became of the measurements.
    public sealed interface Outcome {
        /// @param state of the detector after them; empty for series that have none
        record Decided(List<Judgement> judgements, Optional<State> state) implements Outcome {}

        /// The memory's state is of no use here: ask again for the history.
        record HistoryWanted() implements Outcome {}
    }

    /// @param time of the last point that was learnt
    @SuppressWarnings("ArrayRecordComponent") // opaque bytes that nobody compares
    public record State(Instant time, byte[] bytes) {}

    /// @param measured all of one series
    /// @param schema of the dataset as the scan saw it
    public static Outcome decide(Memory memory, List<Measurement> measured, Optional<List<ColumnMetadata>> schema) {
        List<Measurement> ordered =
                measured.stream().sorted(Comparator.comparing(Measurement::dataTime)).toList();
        SeriesDetection detection = new SeriesDetection(memory);
        return memory.monitor().metric() == MonitorMetric.SCHEMA_CHANGES
                ? detection.schemaChanges(ordered, schema)
                : detection.numbers(ordered);
    }

    private Outcome schemaChanges(List<Measurement> measured, Optional<List<ColumnMetadata>> schema) {
        for (Measurement measurement : measured) {
            Instant time = measurement.dataTime();
            judgements.add(
                    measurement.absence() != null || schema.isEmpty()
                            ? gap(measurement)
                            : Optional.ofNullable(memory.knownSchema())
                                    .map(known -> SchemaEvolution.judge(
                                            time, SchemaEvolution.between(known, schema.get()), sensitivity))
                                    .orElseGet(() -> Judgement.unknown(
                                            time, OptionalDouble.empty(), OptionalDouble.empty(), Judgement.TRAINING, 1,
                                            sensitivity)));
        }
        return new Outcome.Decided(judgements, Optional.empty());
    }

    private Outcome numbers(List<Measurement> measured) {
        Instant first = measured.getFirst().dataTime();
        Optional<Detector> known = Optional.ofNullable(memory.state())
                .flatMap(state -> Detector.restored(series(), state))
                .filter(detector -> detector.lastTime().map(last -> last.isBefore(first)).orElse(true));
        if (known.isPresent()) {
            measured.forEach(measurement -> decide(known.get(), measurement));
            return decided(known.get());
        }
        return memory.history() == null ? new Outcome.HistoryWanted() : replayed(measured);
    }

    private Outcome replayed(List<Measurement> measured) {
        Detector detector = new Detector(series());
        History history = History.of(memory);
        for (Measurement measurement : measured) {
            history.learnBefore(measurement.dataTime(), detector);
            decide(detector, measurement);
        }
        history.learnRest(detector);
        return decided(detector);
    }

    private Outcome decided(Detector detector) {
        return new Outcome.Decided(
                judgements, detector.lastTime().map(time -> new State(time, detector.state())));
    }

    private void decide(Detector detector, Measurement measurement) {
        Instant time = measurement.dataTime();
        OptionalDouble raw = OptionalDouble.empty();
        OptionalDouble value = measurement.value() == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(measurement.value());
        if (memory.monitor().metric() == MonitorMetric.TOTAL_ROW_COUNT_CHANGE && value.isPresent()) {
            raw = value;
            value = previous.isPresent()
                    ? OptionalDouble.of(raw.getAsDouble() - previous.getAsDouble())
                    : OptionalDouble.empty();
            previous = raw;
        }
        if (value.isEmpty()) {
            detector.decide(time, Double.NaN, Mark.NONE, alpha);
            judgements.add(
                    raw.isPresent()
                            ? Judgement.unknown(time, value, raw, Judgement.TRAINING, 1, sensitivity)
                            : gap(measurement));
            return;
        }
        boolean excluded = judge.excludes(value.getAsDouble());
        Decision decision = detector.decide(time, value.getAsDouble(), excluded ? Mark.EXCLUDED : Mark.NONE, alpha);
        judgements.add(
                excluded
                        ? Judgement.unknown(time, value, raw, Judgement.EXCLUDED, 0, sensitivity)
                        : judge.judge(time, value.getAsDouble(), raw, decision));
    }

    private Judgement gap(Measurement measurement) {
        Measurement.Absence absence =
                measurement.absence() == null ? Measurement.Absence.notSupported : measurement.absence();
        return Judgement.unknown(
                measurement.dataTime(), OptionalDouble.empty(), OptionalDouble.empty(), absence.name(), 0, sensitivity);
    }

    private Series series() {
        MonitorMetric.Kind kind = memory.monitor().metric().kind();
        return new Series(
                memory.cadence().hours(), kind.lower(), kind.upper(), kind.isWhole(), kind.resolution(),
                memory.timeZone());
    }
}
