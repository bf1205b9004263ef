package io.seltzer.agent;

import io.seltzer.health.EventLoopPulse;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Optional;

/// A verticle whose event loop is watched for as long as it works.
abstract class BeatingVerticle extends VerticleBase {
    private final EventLoopPulse pulse;
    private Optional<EventLoopPulse.Beat> beat = Optional.empty();

    BeatingVerticle(EventLoopPulse pulse) {
        this.pulse = pulse;
    }

    @Override
    public final Future<?> start() {
        beat = Optional.of(pulse.start(vertx));
        return begin();
    }

    @Override
    public final Future<?> stop() {
        beat.ifPresent(EventLoopPulse.Beat::stop);
        return end();
    }

    abstract Future<?> begin();

    abstract Future<?> end();
}
