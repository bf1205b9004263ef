package io.seltzer.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends a request once, in the time it may take.
///
/// Redirects are followed on the same computer only: requests carry the token or the key.
final class Transport implements AutoCloseable {
    /// The first product names the generation of the protocol: servers look at it.
    private static final String GENERATION = "soda-core/4.28.0";

    private static final int MOST_REDIRECTS = 3;
    private static final long MOST_BYTES = 64L << 20;

    private final HttpClient http;
    private final URI address;
    private final String userAgent;
    private final Duration timeout;

    Transport(URI address, ClientSettings settings) {
        this.address = address;
        this.userAgent = GENERATION + " " + settings.product();
        this.timeout = settings.requestTimeout();
        this.http = HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .followRedirects(Redirect.NEVER)
                .version(Version.HTTP_1_1)
                .proxy(settings.proxies())
                .build();
    }

    URI address() {
        return address;
    }

    /// @param path from the root of the server
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .header("User-Agent", userAgent)
                .header("X-Soda-Backpressure", "1");
    }

    /// @throws InterruptedException when somebody ends the wait
    Attempt send(HttpRequest request) throws InterruptedException {
        HttpRequest current = request;
        for (int redirects = 0; ; redirects++) {
            Attempt attempt = sendOnce(current);
            Optional<URI> target = attempt instanceof Attempt.Answered answered && redirects < MOST_REDIRECTS
                    ? target(current, answered)
                    : Optional.empty();
            if (target.isEmpty()) {
                return attempt;
            }
            current = HttpRequest.newBuilder(current, (_, _) -> true).uri(target.get()).build();
        }
    }

    /// Waits itself: the client's own timeout ends with the headers of the answer.
    private Attempt sendOnce(HttpRequest request) throws InterruptedException {
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(
                request, BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES));
        try {
            HttpResponse<String> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Attempt.Answered(response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException late) {
            answer.cancel(true);
            return Attempt.of(new HttpTimeoutException(""));
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            throw interrupted;
        } catch (ExecutionException failure) {
            return Attempt.of(cause(failure));
        }
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wrapper = failure instanceof ExecutionException || failure instanceof CompletionException;
        return wrapper && cause != null ? cause(cause) : failure;
    }

    /// Other redirects turn a POST into a GET, which nobody here means.
    private static Optional<URI> target(HttpRequest request, Attempt.Answered answered) {
        boolean keepsMethod =
                answered.status() == Status.TEMPORARY_REDIRECT || answered.status() == Status.PERMANENT_REDIRECT;
        if (!Status.isRedirect(answered.status()) || !(keepsMethod || request.method().equals("GET"))) {
            return Optional.empty();
        }
        return location(request.uri(), answered)
                .filter(target -> sameComputer(request.uri(), target));
    }

    /// Where a redirect points to.
    static Optional<URI> location(URI asked, Attempt.Answered answered) {
        try {
            return answered.headers().firstValue("Location").map(asked::resolve).filter(uri -> uri.getHost() != null);
        } catch (IllegalArgumentException noUri) {
            return Optional.empty();
        }
    }

    private static boolean sameComputer(URI asked, URI target) {
        boolean toTls = asked.getScheme().equals("http") && "https".equals(target.getScheme());
        return asked.getHost().equalsIgnoreCase(target.getHost())
                && (toTls || (asked.getScheme().equals(target.getScheme()) && asked.getPort() == target.getPort()));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
