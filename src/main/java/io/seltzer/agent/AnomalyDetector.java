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
import java.util.List;
import java.util.function.Function;

/// Turns measurements into verdicts: asks the control plane what it remembers of their series, decides here, and tells
/// value, range and verdict. Keeps nothing: the same batch again comes to the same. On a worker's threads, since deciding
/// and reading histories take their time.
final class AnomalyDetector extends VerticleBase {
    private static final int HISTORIES_AT_ONCE = 20;

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
        Lease lease = measured.lease();
        BatchDetection detection = new BatchDetection(measured.batch());
        return remembered(lease, detection.wanted(), known -> replay(lease, detection, detection.decide(known.series())));
    }

    /// Histories are long: a few at a time.
    private Future<Answer> replay(Lease lease, BatchDetection detection, List<Wanted> histories) {
        if (histories.isEmpty()) {
            return parts.controlPlane()
                    .decided(lease, detection.decided(lease.epoch(), parts.clock().instant()));
        }
        int some = Math.min(histories.size(), HISTORIES_AT_ONCE);
        return remembered(lease, histories.subList(0, some), known -> {
            detection.decide(known.series());
            return replay(lease, detection, histories.subList(some, histories.size()));
        });
    }

    /// Goes on with the answer; any other answer of the control plane than the one that was asked for is the outcome.
    private Future<Answer> remembered(
            Lease lease, List<Wanted> wanted, Function<SeriesAnswer, Future<Answer>> next) {
        return parts.controlPlane()
                .series(lease, new SeriesQuery(lease.epoch(), wanted))
                .compose(answer -> switch (answer) {
                    case Answer.Accepted(var body, _) -> next.apply(WireJson.read(body.getBytes(), SeriesAnswer.class));
                    case Answer.LeaseLost _, Answer.Refused _, Answer.Unauthorised _, Answer.Unavailable _ ->
                        Future.succeededFuture(answer);
                });
    }
}
