package io.seltzer.detection;

import io.seltzer.detection.SeriesDetection.Outcome;
import io.seltzer.protocol.monitoring.Decided;
import io.seltzer.protocol.monitoring.Decided.SeriesState;
import io.seltzer.protocol.monitoring.Measurement;
import io.seltzer.protocol.monitoring.MeasurementBatch;
import io.seltzer.protocol.monitoring.MeasurementBatch.DatasetMeasurements;
import io.seltzer.protocol.monitoring.SeriesAnswer.Memory;
import io.seltzer.protocol.monitoring.SeriesQuery.Wanted;
import io.seltzer.protocol.results.ScanResults.ColumnMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides on a batch of measurements, series by series, as what is remembered of them comes in. For one thread.
public final class BatchDetection {
    private final MeasurementBatch batch;
    private final Map<SeriesKey, List<Measurement>> measured = new LinkedHashMap<>();
    private final Map<String, List<ColumnMetadata>> schemas = new HashMap<>();
    private final List<SeriesState> states = new ArrayList<>();
    private MonitorResults results = new MonitorResults();
    private Map<String, List<ColumnMetadata>> untoldSchemas = schemas;

    public BatchDetection(MeasurementBatch batch) {
        this.batch = batch;
        for (DatasetMeasurements dataset : batch.datasets()) {
            for (Measurement measurement : dataset.measurements()) {
                measured.computeIfAbsent(SeriesKey.of(measurement), _ -> new ArrayList<>()).add(measurement);
            }
            Optional.ofNullable(dataset.schema()).ifPresent(schema -> schemas.put(dataset.dataset(), schema));
        }
    }

    /// What must be known of the series that were measured.
    public List<Wanted> wanted() {
        return measured.entrySet().stream()
                .map(series -> wanted(series.getKey(), series.getValue(), false))
                .toList();
    }

    /// Decides on series. One that nothing is told of has lost its monitor, and is left out.
    ///
    /// @return series that cannot be decided on by what is told of them: their history is wanted
    public List<Wanted> decide(List<Memory> memories) {
        List<Wanted> more = new ArrayList<>();
        for (Memory memory : memories) {
            SeriesKey key = SeriesKey.of(memory);
            List<Measurement> points = measured.getOrDefault(key, List.of());
            if (!points.isEmpty()) {
                switch (SeriesDetection.decide(memory, points, Optional.ofNullable(schemas.get(memory.dataset())))) {
                    case Outcome.HistoryWanted() -> more.add(wanted(key, points, true));
                    case Outcome.Decided(var judgements, var state) -> {
                        judgements.forEach(judgement -> results.add(memory, judgement));
                        state.ifPresent(after -> states.add(new SeriesState(
                                key.monitor(), key.group(), memory.generation(), after.time(), after.bytes())));
                    }
                }
            }
        }
        return more;
    }

    /// Whether something is decided that nobody has taken yet.
    public boolean hasNews() {
        return !results.isEmpty() || !states.isEmpty();
    }

    /// What was decided since this was called last; the schemas come with the first.
    public Decided takeDecided(long epoch, Instant now) {
        Decided decided = new Decided(epoch, batch.number(), results.document(untoldSchemas, now), states);
        results = new MonitorResults();
        states.clear();
        untoldSchemas = Map.of();
        return decided;
    }

    private static Wanted wanted(SeriesKey key, List<Measurement> points, boolean rebuild) {
        Instant from = points.stream()
                .map(Measurement::dataTime)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return new Wanted(key.monitor(), key.group(), from, rebuild);
    }
}
