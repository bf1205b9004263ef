package io.seltzer.detection;

import io.seltzer.anomaly.Detector;
import io.seltzer.anomaly.Sensitivity;
import io.seltzer.protocol.monitoring.SeriesAnswer.Memory;
import io.seltzer.protocol.monitoring.SeriesAnswer.Point;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A history that is learnt from, forwards.
final class History {
    private final Optional<HistoryFrame> frame;
    private int next;

    private History(Optional<HistoryFrame> frame) {
        this.frame = frame;
    }

    static History of(Memory memory) {
        List<Point> points = Objects.requireNonNull(memory.history());
        return new History(
                points.isEmpty()
                        ? Optional.empty()
                        : Optional.of(HistoryFrame.of(points, memory.cadence(), memory.timeZone())));
    }

    /// All up to a time, of which the point itself is measured anew.
    void learnBefore(Instant time, Detector detector) {
        frame.ifPresent(points -> {
            for (; next < points.size() && !points.time(next).isAfter(time); next++) {
                if (points.time(next).isBefore(time)) {
                    learn(points, detector);
                }
            }
        });
    }

    void learnRest(Detector detector) {
        frame.ifPresent(points -> {
            for (; next < points.size(); next++) {
                learn(points, detector);
            }
        });
    }

    private void learn(HistoryFrame points, Detector detector) {
        detector.decide(
                points.time(next), points.value(next), points.mark(next),
                Sensitivity.ofDeviations(points.sensitivity(next)));
    }
}
