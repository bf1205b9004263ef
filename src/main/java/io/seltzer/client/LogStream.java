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
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

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
    /// Held while a batch is on its way. Those who add lines must not wait for that.
    private final ReentrantLock sending = new ReentrantLock();

    private final Condition told = sending.newCondition();
    private final Deque<LogLine> waiting = new ConcurrentLinkedDeque<>();

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

    public void add(LogLine line) {
        waiting.addLast(line);
    }

    /// Sends from now on what is due.
    public void start() {
        Thread.ofVirtual().name("log-stream").start(this::run);
    }

    private void run() {
        sending.lock();
        try {
            while (!finished) {
                long millis = millisToNextBatch();
                if (millis > 0) {
                    told.await(millis, TimeUnit.MILLISECONDS);
                } else {
                    sendAll();
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            sending.unlock();
        }
    }

    private long millisToNextBatch() {
        return Duration.between(settings.pace().clock().instant(), nextBatch).toMillis();
    }

    /// Sends what waits when the time for it has come.
    void sendIfDue() {
        sending.lock();
        try {
            if (!finished && millisToNextBatch() <= 0) {
                sendAll();
            }
        } finally {
            sending.unlock();
        }
    }

    /// Sends the rest, once, and ends.
    ///
    /// @return the lines that were not delivered, for `markScanFailed`
    public List<LogLine> finish() {
        sending.lock();
        try {
            if (!finished) {
                sendAll();
                finished = true;
                told.signalAll();
                if (!waiting.isEmpty()) {
                    settings.events().accept(new CloudEvent.LogsUndelivered(waiting.size()));
                }
            }
            return List.copyOf(waiting);
        } finally {
            sending.unlock();
        }
    }

    private void sendAll() {
        nextBatch = settings.pace().clock().instant().plus(PERIOD);
        Step step = closed ? Step.CLOSE : Step.NEXT_BATCH;
        while (step == Step.NEXT_BATCH && !waiting.isEmpty()) {
            step = sendBatch(waiting.stream().limit(settings.logBatchLines()).toList());
        }
        if (step == Step.CLOSE && !closed) {
            closed = true;
            settings.events().accept(new CloudEvent.LogStreamClosed());
        }
    }

    /// @param batch the first of what waits; nobody else takes from there
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
            drop(batch.size());
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
        drop(batch.size());
        return Step.NEXT_BATCH;
    }

    private void drop(int lines) {
        for (int i = 0; i < lines; i++) {
            waiting.removeFirst();
        }
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
