package io.seltzer.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.client.LogStream.Origin;
import io.seltzer.protocol.results.LogLine;
import io.seltzer.testing.FakeSodaCloud;
import io.seltzer.testing.FakeSodaCloud.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Log lines on their way (cloud-protocol §7). A batch has at most two lines here.
class LogStreamTest {
    private static final String BATCH = "POST /api/logs/s-1/batchV4";

    private final FakeSodaCloud server = new FakeSodaCloud();
    private final TestClient client = new TestClient();
    private final SodaCloud cloud = client.of(server);
    private final LogStream stream = cloud.logStream("s-1", new Origin("main", ""));

    @AfterEach
    void close() {
        cloud.close();
        server.close();
    }

    @Test
    void lines_leave_in_batches_every_five_seconds() {
        // Given
        add(3);

        // When
        client.pass(Duration.ofMillis(4_999));
        stream.sendIfDue();
        int early = server.requests(BATCH).size();
        client.pass(Duration.ofMillis(1));
        stream.sendIfDue();

        // Then
        assertThat(early).isZero();
        assertThat(linesOf(0)).isEqualTo(2);
        assertThat(linesOf(1)).isEqualTo(1);
        FakeSodaCloud.Request first = server.requests(BATCH).getFirst();
        assertThat(first.headers())
                .containsEntry("content-type", "application/jsonlines")
                .containsEntry("authorization", "token-1")
                .containsEntry("x-soda-backpressure", "1");
        assertThat(first.body())
                .startsWith("{\"level\":\"info\",\"message\":\"line 0\",\"timestamp\":\"2026-05-04T08:00:00+00:00\","
                        + "\"index\":0,\"thread\":\"soda-contract\",\"stage\":\"main\",\"dataset\":\"\"}\n{");
        assertThat(stream.finish()).isEmpty();
        assertThat(server.requests(BATCH)).hasSize(2);
    }

    @Test
    void the_server_may_name_the_instant_of_the_next_batch() {
        // Given
        server.reply(BATCH, 200, "", "X-Soda-Next-Batch-Time", "2026-05-04T10:00:25+02:00");
        add(1);
        client.pass(Duration.ofSeconds(5));
        stream.sendIfDue();
        add(1);

        // When
        client.pass(Duration.ofSeconds(19));
        stream.sendIfDue();
        int early = server.requests(BATCH).size();
        client.pass(Duration.ofSeconds(1));
        stream.sendIfDue();

        // Then
        assertThat(early).isEqualTo(1);
        assertThat(server.requests(BATCH)).hasSize(2);
    }

    @Test
    void after_a_401_it_logs_in_again() {
        // Given
        server.reply(BATCH, 401, "{}");
        add(1);

        // When
        List<LogLine> undelivered = stream.finish();

        // Then
        assertThat(undelivered).isEmpty();
        assertThat(server.calls()).containsExactly("login", BATCH, "login", BATCH);
        assertThat(server.requests(BATCH).getLast().headers()).containsEntry("authorization", "token-2");
    }

    @Test
    void lines_stay_when_the_server_has_no_time_or_is_not_there() {
        // Given
        List.of(new Reply.Text(429, "", Map.of()), new Reply.Text(408, "", Map.of()), new Reply.Text(500, "", Map.of()), new Reply.Break())
                .forEach(reply -> server.reply(BATCH, reply));
        add(1);

        // When
        for (int i = 0; i < 5; i++) {
            client.pass(Duration.ofSeconds(5));
            stream.sendIfDue();
        }

        // Then
        assertThat(server.requests(BATCH)).hasSize(5);
        assertThat(client.sleeps).isEmpty();
        assertThat(stream.finish()).isEmpty();
    }

    @Test
    void a_closed_stream_is_not_asked_again_and_the_lines_come_back() {
        // Given
        server.reply(BATCH, 400, "{\"code\":\"invalid_scan_state\"}");
        add(3);

        // When
        client.pass(Duration.ofSeconds(5));
        stream.sendIfDue();
        client.pass(Duration.ofSeconds(5));
        stream.sendIfDue();
        List<LogLine> undelivered = stream.finish();

        // Then
        assertThat(server.requests(BATCH)).hasSize(1);
        assertThat(undelivered).extracting(LogLine::index).containsExactly(0L, 1L, 2L);
        assertThat(client.events)
                .containsExactly(new CloudEvent.LogStreamClosed(), new CloudEvent.LogsUndelivered(3));
    }

    @Test
    void a_batch_that_is_refused_is_dropped_and_the_stream_goes_on() {
        // Given
        server.reply(BATCH, 413, "{}");
        add(3);

        // When
        List<LogLine> undelivered = stream.finish();

        // Then
        assertThat(undelivered).isEmpty();
        assertThat(server.requests(BATCH)).hasSize(2);
        assertThat(client.events).containsExactly(new CloudEvent.LogBatchRefused(2, 413));
    }

    @Test
    void the_last_batch_is_sent_once() {
        // Given
        server.reply(BATCH, 503, "");
        add(1);

        // When
        List<LogLine> undelivered = stream.finish();

        // Then
        assertThat(server.requests(BATCH)).hasSize(1);
        assertThat(undelivered).hasSize(1);
        assertThat(stream.finish()).isEqualTo(undelivered);
        assertThat(client.events).containsExactly(new CloudEvent.LogsUndelivered(1));
    }

    @Test
    void a_stream_that_was_started_can_be_finished() {
        // Given
        stream.start();
        add(1);

        // Then
        assertThat(stream.finish()).isEmpty();
        assertThat(server.requests(BATCH)).hasSize(1);
    }

    private void add(int lines) {
        for (int i = 0; i < lines; i++) {
            stream.add(new LogLine(LogLine.Level.info, "line " + i, TestClient.START, i, "soda-contract"));
        }
    }

    private long linesOf(int batch) {
        return server.requests(BATCH).get(batch).body().lines().count();
    }
}
