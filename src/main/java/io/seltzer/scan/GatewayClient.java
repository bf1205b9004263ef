package io.seltzer.scan;

import io.seltzer.http.Authorities;
import io.seltzer.http.HttpProxy;
import io.seltzer.protocol.ScanApi;
import io.seltzer.protocol.ScanApi.Failure;
import io.seltzer.protocol.ScanApi.HeartbeatAnswer;
import io.seltzer.protocol.ScanApi.LogBatch;
import io.seltzer.protocol.ScanBundle;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.monitoring.MeasurementBatch;
import io.seltzer.protocol.results.LogLine;
import io.seltzer.protocol.results.ScanResults;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The scan's side of [ScanApi].
final class GatewayClient {
    private static final int ACCEPTED = 202;
    private static final long TIMEOUT_MILLIS = 15_000;
    private static final long PAUSE_MILLIS = 500;
    /// For a minute, as while an agent is replaced.
    private static final int TRIES = 120;
    private static final int TOO_LARGE = 413;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    /// Clocks that differ by less are the same clock: the answer's time has whole seconds, and took its way.
    private static final Duration SAME = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final WebClient client;
    private final String baseUrl;
    private final String authorization;
    private final Clock clock;

    /// How far the gateway's clock is ahead of ours.
    private Duration ahead = Duration.ZERO;

    private boolean compared;

    /// @throws IllegalArgumentException when a PEM text of the address is none
    GatewayClient(Vertx vertx, GatewayAddress address, Clock clock) {
        this.vertx = vertx;
        this.client = WebClient.create(vertx, options(address));
        this.baseUrl = address.url().endsWith("/")
                ? address.url().substring(0, address.url().length() - 1)
                : address.url();
        this.authorization = "Bearer " + address.token();
        this.clock = clock;
    }

    private static WebClientOptions options(GatewayAddress address) {
        WebClientOptions options = new WebClientOptions().setFollowRedirects(false);
        // A protocol less to agree on, and its classes.
        options.setUseAlpn(false).setEnabledSecureTransportProtocols(Set.of("TLSv1.3"));
        address.proxy().ifPresent(proxy -> options.setProxyOptions(HttpProxy.options(proxy)));
        if (address.certificate().isPresent()) {
            // The certificate itself is compared, which says more than a name in it.
            options.setVerifyHost(false)
                    .setTrustOptions(GatewayTrust.only(address.certificate().get()))
                    .setSslEngineOptions(new ShortHandshake());
        } else if (address.authorities().isPresent()) {
            options.setTrustOptions(Authorities.usualAnd(address.authorities().get()));
        }
        return options;
    }

    /// What the gateway would not do. Final: 401 and 409 mean that the try has lost its lease.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refused(int status) {
            super("The gateway answered " + status + ".", null, false, false);
            this.status = status;
        }

        boolean isLeaseLost() {
            return status == 401 || status == 409;
        }

        /// Whether whoever was asked does not know the request at all.
        boolean isUnknown() {
            return status == NOT_FOUND || status == NOT_ALLOWED;
        }

        boolean isTooLarge() {
            return status == TOO_LARGE;
        }
    }

    Future<ScanBundle> bundle() {
        return untilAnswered(() -> request(HttpMethod.GET, ScanApi.BUNDLE).send(), TRIES, () -> true)
                .map(response -> WireJson.read(bytes(response), ScanBundle.class));
    }

    /// Says that the scan is there, until somebody has heard it.
    Future<Void> announce() {
        return untilAnswered(() -> request(HttpMethod.POST, ScanApi.HEARTBEAT).send(), TRIES, () -> true)
                .mapEmpty();
    }

    /// The gateway's, as far as it is known: our own may be off by hours, and ages of data are counted from now.
    Clock clock() {
        return Clock.offset(clock, ahead);
    }

    Future<ScanFence.Answer> heartbeat() {
        return request(HttpMethod.POST, ScanApi.HEARTBEAT)
                .send()
                .map(response -> {
                    if (response.statusCode() == 200) {
                        return new ScanFence.Answer.GoOn(WireJson.read(bytes(response), HeartbeatAnswer.class));
                    }
                    return new Refused(response.statusCode()).isLeaseLost()
                            ? new ScanFence.Answer.Refused()
                            : new ScanFence.Answer.None();
                });
    }

    /// A log line that gets lost is in the results too, so one try is enough.
    Future<Void> logs(List<LogLine> lines) {
        return request(HttpMethod.POST, ScanApi.LOGS)
                .sendBuffer(Buffer.buffer(WireJson.bytes(new LogBatch(lines))))
                .mapEmpty();
    }

    /// @param goOn asked before each try
    Future<Void> measurements(MeasurementBatch batch, BooleanSupplier goOn) {
        return post(ScanApi.MEASUREMENTS, batch, goOn);
    }

    /// @param goOn asked before each try
    Future<Void> results(ScanResults results, BooleanSupplier goOn) {
        return post(ScanApi.RESULTS, results, goOn);
    }

    Future<Void> failure(Failure failure, BooleanSupplier goOn) {
        return post(ScanApi.FAILURE, failure, goOn);
    }

    private Future<Void> post(String path, Object body, BooleanSupplier goOn) {
        Buffer bytes = Buffer.buffer(WireJson.bytes(body));
        return untilAnswered(() -> request(HttpMethod.POST, path).sendBuffer(bytes), Integer.MAX_VALUE, goOn)
                .mapEmpty();
    }

    private static byte[] bytes(HttpResponse<Buffer> response) {
        Buffer body = response.body();
        return body == null ? new byte[0] : body.getBytes();
    }

    private HttpRequest<Buffer> request(HttpMethod method, String path) {
        return client.requestAbs(method, baseUrl + path)
                .putHeader("Authorization", authorization)
                .putHeader("Content-Type", "application/json")
                .timeout(TIMEOUT_MILLIS);
    }

    private void compare(@Nullable String date) {
        try {
            Instant there = date == null
                    ? clock.instant()
                    : DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
            Duration difference = Duration.between(clock.instant(), there);
            ahead = difference.abs().compareTo(SAME) > 0 ? difference : Duration.ZERO;
        } catch (DateTimeParseException unreadable) {
            ahead = Duration.ZERO;
        }
    }

    /// Tries again while nobody answers or the answer is "not now".
    private Future<HttpResponse<Buffer>> untilAnswered(
            Supplier<Future<HttpResponse<Buffer>>> request, int tries, BooleanSupplier goOn) {
        return request.get()
                .compose(response -> {
                    int status = response.statusCode();
                    boolean ok = status == 200 || status == ACCEPTED;
                    if (ok && !compared) {
                        compared = true;
                        compare(response.getHeader("date"));
                    }
                    return ok ? Future.succeededFuture(response) : Future.failedFuture(new Refused(status));
                })
                .recover(failure -> {
                    boolean isFinal = failure instanceof Refused refused && refused.status < 500 && refused.status != 429;
                    if (isFinal || tries <= 1 || !goOn.getAsBoolean()) {
                        return Future.failedFuture(failure);
                    }
                    return vertx.timer(PAUSE_MILLIS)
                            .compose(_ -> untilAnswered(request, tries - 1, goOn));
                });
    }
}
