package io.seltzer.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.client.Purpose.Repeat;
import io.seltzer.protocol.results.ScanResults.ContractReference;
import java.net.http.HttpHeaders;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Starts scans on a runner and looks at them (cloud-protocol §4.5, §8).
final class RemoteScans {
    static final Purpose STATE = new Purpose("for the state of the scan", Repeat.ALWAYS, Conclusion.NOT_DELIVERED);
    private static final Purpose LOG = new Purpose("for the log of the scan", Repeat.ALWAYS, Conclusion.NOT_DELIVERED);
    private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(5);
    private static final Duration PAUSE_WHEN_UNREADABLE = Duration.ofSeconds(60);
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);
    /// A scan that logs more than this many pages is not followed further.
    private static final int MOST_PAGES = 20;

    private final Session session;

    RemoteScans(Session session) {
        this.session = session;
    }

    private record Order(
            ContractReference contract,
            boolean verbose,
            Map<String, Object> variables,
            @Nullable ExecutionOptions executionOptions) {}

    /// @param state as the control plane spells it
    /// @param nextLook how long to wait before the next look
    record Status(String state, Optional<String> datasetUrl, Duration nextLook) {}

    /// @return the scan's id
    String start(ContractReference contract, RemoteVerification.Request request) {
        Order order = new Order(
                contract,
                request.verbose(),
                request.variables(),
                request.options().isNone() ? null : request.options());
        MessageType type = request.publish() ? MessageType.VERIFY_CONTRACT : MessageType.TEST_CONTRACT;
        return session.send(type, order).orRefusedUnlessOk().required("scanId");
    }

    /// @throws CloudFailure when the answer tells no state; another look may
    Status status(String scanId) {
        Answer answer = session.get(path(scanId), STATE).orRefused();
        return new Status(
                answer.required("state"), answer.text("/contractDatasetCloudUrl"), nextLook(answer.headers()));
    }

    private Duration nextLook(HttpHeaders headers) {
        Optional<String> next = headers.firstValue("X-Soda-Next-Poll-Time");
        if (next.isEmpty()) {
            return DEFAULT_PAUSE;
        }
        try {
            Duration pause = Duration.between(
                    session.settings().pace().clock().instant(), OffsetDateTime.parse(next.get()).toInstant());
            return pause.compareTo(LEAST_PAUSE) < 0 ? LEAST_PAUSE : pause;
        } catch (DateTimeException noInstant) {
            return PAUSE_WHEN_UNREADABLE;
        }
    }

    /// @throws CloudFailure when it cannot be fetched
    List<RemoteLogLine> log(String scanId) {
        List<RemoteLogLine> lines = new ArrayList<>();
        long pages = 1;
        for (int page = 0; page < Math.min(pages, MOST_PAGES); page++) {
            // The first page is asked for as all clients do.
            String query = page == 0 ? "" : "?page=" + page;
            JsonNode body = session.get(path(scanId) + "/logs" + query, LOG).orRefused().object();
            body.path("content").forEach(line -> RemoteLogLine.of(line).ifPresent(lines::add));
            pages = body.path("totalPages").asLong(1);
        }
        return lines;
    }

    private static String path(String scanId) {
        return "/api/v1/scans/" + URLEncoder.encode(scanId, StandardCharsets.UTF_8);
    }
}
