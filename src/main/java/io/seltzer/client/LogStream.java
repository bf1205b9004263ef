package io.seltzer.client;

import io.seltzer.client.Purpose.Repeat;
import io.seltzer.protocol.results.LogLine;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/// The log of a managed scan on its way to the control plane while the scan runs (cloud-protocol §7). Any thread may
/// add lines; they leave in batches, from a thread of its own once [#start()] was called. Lines may arrive twice,
/// never out of order.
public final class LogStream {
    private static final Purpose PURPOSE =
            new Purpose("to take log lines", Repeat.IF_UNSENT, Conclusion.NOT_DELIVERED);
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration LONGEST_PERIOD = Duration.ofMinutes(1);

    private final Session session;
    private final String path;
    private final Origin origin;
    private final ClientSettings settings;
    private final List<LogLine> waiting = new ArrayList<>();

    private Instant nextBatch;
    private boolean closed;
    private boolean finished;

    /// What is said of every line.
    ///
    /// @param stage `main` for a scan, a discovery and a connection test
    /// @param dataset qualified name; may be empty
    public record Origin(String stage, String dataset) {}

    private record StreamedLine(
            LogLine.Level level,
            String message,
            Instant timestamp,
            long index,
            String thread,
            String stage,
            String dataset) {}

    private enum Step {
        NEXT_BATCH,
        WAIT,
        CLOSE
    }

    LogStream(Session session, String scanId, Origin origin) {
        this.session = session;
        this.path = "/api/logs/" + URLEncoder.encode(scanId, StandardCharsets.UTF_8) + "/batchV4";
        this.origin = origin;
        this.settings = session.settings();
        this.nextBatch = settings.pace().clock().instant().plus(PERIOD);
    }

    public synchronized void add(LogLine line) {
        waiting.add(line);
    }

    /// Sends from now on what is due.
    public void start() {
        Thread.ofVirtual().name("log-stream").start(this::run);
    }

    private void run() {
        try {
            while (pause()) {
                sendIfDue();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether there is more to come.
    private synchronized boolean pause() throws InterruptedException {
        long millis = Duration.between(settings.pace().clock().instant(), nextBatch).toMillis();
        if (!finished && millis > 0) {
            wait(millis);
        }
        return !finished;
    }

    /// Sends what waits when the time for it has come.
    synchronized void sendIfDue() {
        if (!finished && !settings.pace().clock().instant().isBefore(nextBatch)) {
            sendAll();
        }
    }

    /// Sends the rest, once, and ends.
    ///
    /// @return the lines that were not delivered, for `markScanFailed`
    public synchronized List<LogLine> finish() {
        if (!finished) {
            sendAll();
            finished = true;
            notifyAll();
            if (!waiting.isEmpty()) {
                settings.events().accept(new CloudEvent.LogsUndelivered(waiting.size()));
            }
        }
        return List.copyOf(waiting);
    }

    private void sendAll() {
        nextBatch = settings.pace().clock().instant().plus(PERIOD);
        Step step = closed ? Step.CLOSE : Step.NEXT_BATCH;
        while (step == Step.NEXT_BATCH && !waiting.isEmpty()) {
            step = sendBatch(waiting.subList(0, Math.min(waiting.size(), settings.logBatchLines())));
        }
        if (step == Step.CLOSE && !closed) {
            closed = true;
            settings.events().accept(new CloudEvent.LogStreamClosed());
        }
    }

    /// @param batch a view of what waits
    private Step sendBatch(List<LogLine> batch) {
        Answer answer;
        try {
            answer = session.postLines(path, bytes(batch), PURPOSE);
        } catch (CloudFailure noAnswer) {
            return Step.WAIT;
        }
        int status = answer.status();
        nextBatch = nextBatch(answer);
        if (Status.isSuccess(status)) {
            batch.clear();
            return Step.NEXT_BATCH;
        }
        if (status == Status.NOT_FOUND
                || (status == Status.BAD_REQUEST && answer.errorCode().equals("invalid_scan_state"))) {
            return Step.CLOSE;
        }
        boolean mayPass = status == Status.REQUEST_TIMEOUT || status == Status.TOO_MANY_REQUESTS || status >= 500;
        if (mayPass) {
            return Step.WAIT;
        }
        settings.events().accept(new CloudEvent.LogBatchRefused(batch.size(), status));
        batch.clear();
        return Step.NEXT_BATCH;
    }

    private Instant nextBatch(Answer answer) {
        try {
            Instant latest = settings.pace().clock().instant().plus(LONGEST_PERIOD);
            return answer.headers()
                    .firstValue("X-Soda-Next-Batch-Time")
                    .map(text -> OffsetDateTime.parse(text).toInstant())
                    .filter(asked -> asked.isBefore(latest))
                    .orElse(nextBatch);
        } catch (DateTimeException noInstant) {
            return nextBatch;
        }
    }

    private byte[] bytes(List<LogLine> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (LogLine line : lines) {
            bytes.writeBytes(SodaJson.line(new StreamedLine(
                    line.level(), line.message(), line.timestamp(), line.index(), line.thread(), origin.stage(),
                    origin.dataset())));
        }
        return bytes.toByteArray();
    }
}
