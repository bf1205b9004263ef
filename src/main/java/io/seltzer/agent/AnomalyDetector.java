package io.seltzer.agent;

import io.seltzer.agent.AgentBus.Measured;
import io.seltzer.detection.BatchDetection;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.monitoring.SeriesAnswer;
import io.seltzer.protocol.monitoring.SeriesQuery;
import io.seltzer.protocol.monitoring.SeriesQuery.Wanted;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Turns measurements into verdicts: asks the control plane what it remembers of their series, decides here, and tells
/// value, range and verdict. Keeps nothing: the same batch again comes to the same. On a worker's threads, since deciding
/// and reading histories take their time.
final class AnomalyDetector extends VerticleBase {
    /// In a message: the states of so many hourly series, 50 kB each in JSON, stay below the 32 MB that the control plane
    /// takes, and other states are smaller.
    private static final int SERIES_AT_ONCE = 500;

    private final TypedBus bus;
    private final AgentParts parts;

    AnomalyDetector(AgentParts parts) {
        this.bus = parts.bus();
        this.parts = parts;
    }

    @Override
    public Future<?> start() {
        bus.answer(AgentBus.MEASUREMENTS, this::decide);
        return Future.succeededFuture();
    }

    private Future<Answer> decide(Measured measured) {
        BatchDetection detection = new BatchDetection(measured.batch());
        Deque<List<Wanted>> questions = new ArrayDeque<>();
        List<Wanted> wanted = detection.wanted();
        for (int from = 0; from < wanted.size(); from += SERIES_AT_ONCE) {
            questions.add(wanted.subList(from, Math.min(from + SERIES_AT_ONCE, wanted.size())));
        }
        return decide(measured.lease(), detection, questions);
    }

    /// Asks until nothing is open. Any other answer than the one that was asked for is the outcome.
    private Future<Answer> decide(Lease lease, BatchDetection detection, Deque<List<Wanted>> questions) {
        if (questions.isEmpty()) {
            return tell(lease, detection);
        }
        List<Wanted> wanted = questions.pop();
        return parts.controlPlane().series(lease, new SeriesQuery(lease.epoch(), wanted)).compose(answer -> switch (answer) {
            case Answer.Accepted(var body, _) -> {
                List<Wanted> more = detection.decide(
                        WireJson.read(body.getBytes(), SeriesAnswer.class).series());
                if (!more.isEmpty()) {
                    questions.push(more);
                }
                yield detection.hasNews() && !questions.isEmpty()
                        ? tell(lease, detection)
                                .compose(told -> told instanceof Answer.Accepted
                                        ? decide(lease, detection, questions)
                                        : Future.succeededFuture(told))
                        : decide(lease, detection, questions);
            }
            case Answer.Refused(_, String code) when code.equals(SeriesAnswer.TOO_LONG) && wanted.size() > 1 -> {
                int middle = wanted.size() / 2;
                questions.push(wanted.subList(middle, wanted.size()));
                questions.push(wanted.subList(0, middle));
                yield decide(lease, detection, questions);
            }
            case Answer.LeaseLost _, Answer.Refused _, Answer.Unauthorised _, Answer.Unavailable _ ->
                Future.succeededFuture(answer);
        });
    }

    private Future<Answer> tell(Lease lease, BatchDetection detection) {
        return parts.controlPlane()
                .decided(lease, detection.takeDecided(lease.epoch(), parts.clock().instant()));
    }
}
