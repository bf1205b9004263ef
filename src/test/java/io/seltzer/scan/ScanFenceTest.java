package io.seltzer.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.protocol.ScanApi.HeartbeatAnswer;
import io.seltzer.scan.ScanFence.Answer;
import io.seltzer.scan.ScanFence.Reason;
import io.seltzer.testing.Await;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ScanFenceTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration INITIAL = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofHours(1);

    /// Nanoseconds.
    private final AtomicLong now = new AtomicLong(-5);

    @AfterAll
    static void close() {
        Await.done(VERTX.close());
    }

    @Test
    void it_is_open_as_long_as_the_last_answer_is_valid() {
        // Given an answer that is valid for ten seconds, and none after it
        Promise<Answer> never = Promise.promise();
        ScanFence fence = fence(() -> Future.succeededFuture(goOn(10)), never);
        fence.start();

        // When / Then
        pass(Duration.ofSeconds(9));
        assertThat(fence.isOpen()).isTrue();
        pass(Duration.ofSeconds(2));
        assertThat(fence.isOpen()).isFalse();
    }

    @Test
    void silence_closes_it_for_good() {
        // Given answers that never come
        ScanFence fence = fence(() -> Future.failedFuture("nobody there"), Promise.promise());
        pass(INITIAL.plusSeconds(1));

        // When
        fence.start();

        // Then
        assertThat(Await.done(fence.closed())).isEqualTo(Reason.SILENCE);
        assertThat(fence.isOpen()).isFalse();
    }

    @Test
    void a_refusal_closes_it_at_once() {
        // Given
        ScanFence fence = fence(() -> Future.succeededFuture(new Answer.Refused()), Promise.promise());

        // When
        fence.start();

        // Then
        assertThat(Await.done(fence.closed())).isEqualTo(Reason.LEASE_LOST);
        assertThat(fence.isOpen()).isFalse();
    }

    @Test
    void a_request_to_cancel_closes_it() {
        // Given
        ScanFence fence =
                fence(() -> Future.succeededFuture(new Answer.GoOn(new HeartbeatAnswer(60, true))), Promise.promise());

        // When
        fence.start();

        // Then
        assertThat(Await.done(fence.closed())).isEqualTo(Reason.CANCELED);
    }

    @Test
    void no_answer_prolongs_a_scan_beyond_its_own_limit() {
        // Given
        ScanFence fence = fence(() -> Future.succeededFuture(goOn(LONGEST.toSeconds() * 2)), Promise.promise());
        pass(LONGEST);

        // When
        fence.start();

        // Then
        assertThat(Await.done(fence.closed())).isEqualTo(Reason.DEADLINE);
        assertThat(fence.isOpen()).isFalse();
    }

    /// The first heartbeat is answered as `first` says, the later ones are those of `later`.
    private ScanFence fence(Supplier<Future<Answer>> first, Promise<Answer> later) {
        AtomicLong beats = new AtomicLong();
        return new ScanFence(
                VERTX,
                () -> beats.getAndIncrement() == 0 ? first.get() : later.future(),
                now::get,
                INITIAL,
                LONGEST);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static Answer goOn(long seconds) {
        return new Answer.GoOn(new HeartbeatAnswer(seconds, false));
    }
}
