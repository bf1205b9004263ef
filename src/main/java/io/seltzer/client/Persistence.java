package io.seltzer.client;

import io.seltzer.client.Purpose.Repeat;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;

/// Sends a request again after failures in transport that may pass, where that does no harm.
final class Persistence {
    private static final int TRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final double SPREAD = 0.5;

    private final Transport transport;
    private final ClientSettings settings;

    Persistence(Transport transport, ClientSettings settings) {
        this.transport = transport;
        this.settings = settings;
    }

    Attempt send(HttpRequest request, Purpose purpose) {
        for (int failures = 1; ; failures++) {
            Attempt attempt = once(request, purpose);
            Optional<String> reason = reasonToRepeat(attempt, purpose.repeat());
            if (reason.isEmpty() || failures == TRIES) {
                return attempt;
            }
            Duration pause = settings.pace().stretched(FIRST_PAUSE.multipliedBy(1L << (failures - 1)), SPREAD);
            settings.events().accept(new CloudEvent.Repeated(purpose.words(), reason.get(), pause));
            settings.pace().sleep(pause, purpose);
        }
    }

    Attempt once(HttpRequest request, Purpose purpose) {
        try {
            return transport.send(request);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw purpose.failure(new Problem.Interrupted(purpose.words()));
        }
    }

    private static Optional<String> reasonToRepeat(Attempt attempt, Repeat repeat) {
        return switch (attempt) {
            case Attempt.Unsent(String reason, boolean mayPass) -> mayPass ? Optional.of(reason) : Optional.empty();
            case Attempt.Unanswered(String reason) ->
                repeat == Repeat.ALWAYS ? Optional.of(reason) : Optional.empty();
            case Attempt.Answered answered ->
                repeat == Repeat.ALWAYS && Status.isGatewayFailure(answered.status())
                        ? Optional.of("it answered " + answered.status())
                        : Optional.empty();
        };
    }
}
