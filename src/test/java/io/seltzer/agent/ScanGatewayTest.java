package io.seltzer.agent;

import static io.seltzer.testing.Await.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.agent.AgentBus.Kept;
import io.seltzer.agent.AgentBus.ScanReport;
import io.seltzer.agent.AgentBus.Standing;
import io.seltzer.agent.launch.JobLabels;
import io.seltzer.agent.launch.ProcessLauncher;
import io.seltzer.protocol.Instruction;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.ScanBundle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The gateway over raw sockets, as clients of every sort meet it.
class ScanGatewayTest {
    private static final Lease LEASE = new Lease(UUID.fromString("6f1c2e3a-0000-4000-8000-000000000001"), 2);
    private static final JobTokens TOKENS = JobTokens.of(FakeControlPlane.KEY);
    private static final String TOKEN = TOKENS.mint(LEASE).secret();

    /// Short times, so that a test sees them pass.
    private static final GatewayLimits LIMITS = new GatewayLimits(
            8,
            4,
            1_000,
            1_000,
            3,
            1,
            2,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1));

    /// Times that do not pass.
    private static final GatewayLimits PATIENT = patient(100, 100, 2);

    private final Vertx vertx = Vertx.vertx();
    private final TypedBus bus = new TypedBus(vertx);
    private final Map<Lease, Standing> standings = new ConcurrentHashMap<>();
    private final List<ScanReport> reports = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();

    @TempDir
    Path folder;

    private int port;

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        done(vertx.close());
    }

    @Test
    void the_first_thing_that_a_scan_says_tells_that_it_runs() throws Exception {
        // Given
        open(LIMITS, false);

        // When
        assertThat(call(heartbeat(TOKEN))).startsWith("HTTP/1.1 200");
        assertThat(call(heartbeat(TOKEN))).startsWith("HTTP/1.1 200");

        // Then
        assertThat(reports).containsExactly(new ScanReport.Started(LEASE, "scan-abc"));
    }

    @Test
    void an_answer_says_what_time_it_is() throws Exception {
        open(LIMITS, false);

        assertThat(call(heartbeat(TOKEN))).containsPattern("date: [A-Z][a-z]{2}, \\d+ [A-Z][a-z]{2} \\d{4} .* GMT");
    }

    @Test
    void a_token_of_another_key_is_refused() throws Exception {
        // Given
        open(LIMITS, false);
        String anothers = JobTokens.of(new AgentSettings.ApiKey("key", "of-somebody-else"))
                .mint(LEASE)
                .secret();

        // Then
        assertThat(call(heartbeat(anothers))).startsWith("HTTP/1.1 401");
    }

    @Test
    void a_token_dies_with_its_instruction_and_with_its_epoch() throws Exception {
        // Given
        open(LIMITS, false);
        assertThat(call(heartbeat(TOKEN))).startsWith("HTTP/1.1 200");

        // When
        standings.remove(LEASE);

        // Then
        assertThat(call(heartbeat(TOKEN))).startsWith("HTTP/1.1 409").contains("lease_lost");
        Lease older = new Lease(LEASE.instructionId(), 1);
        standings.put(LEASE, live());
        assertThat(call(heartbeat(TOKENS.mint(older).secret()))).startsWith("HTTP/1.1 409");
    }

    @Test
    void who_guesses_tokens_is_let_guess_seldom_and_disturbs_no_scan() throws Exception {
        // Given
        open(LIMITS, false);

        // When
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            answers.add(call(heartbeat("guess")).substring(9, 12));
        }

        // Then
        assertThat(answers).startsWith("401", "401", "401").endsWith("429");
        assertThat(call(heartbeat(TOKEN))).startsWith("HTTP/1.1 200");
    }

    @Test
    void a_guess_ends_its_connection() throws Exception {
        // Given
        open(LIMITS, false);
        Socket socket = connect();

        // When
        send(socket, heartbeat("guess"));

        // Then
        assertThat(all(socket)).startsWith("HTTP/1.1 401");
    }

    @Test
    void a_scan_that_asks_without_pause_is_slowed_down_alone() throws Exception {
        // Given
        GatewayLimits slow = new GatewayLimits(
                100, 100, 3, 1, 3, 1, 4, LIMITS.greeting(), LIMITS.arrival(), LIMITS.answer(), LIMITS.pause());
        open(slow, false);
        Lease other = new Lease(UUID.randomUUID(), 1);
        standings.put(other, live());

        // When
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(call(heartbeat(TOKEN)).substring(9, 12));
        }

        // Then
        assertThat(answers).startsWith("200", "200", "200").endsWith("429");
        assertThat(call(heartbeat(TOKENS.mint(other).secret()))).startsWith("HTTP/1.1 200");
    }

    @Test
    void a_body_that_is_too_large_is_refused() throws Exception {
        // Given
        open(LIMITS, false);

        // When
        String answer = call(post("failure", TOKEN, 20_000) + "x".repeat(20_000));

        // Then
        assertThat(answer).startsWith("HTTP/1.1 413");
    }

    @Test
    void a_head_that_is_too_large_is_refused() throws Exception {
        open(LIMITS, false);

        assertThat(call(post("heartbeat", TOKEN, 0).replace("Host:", "X-Much: " + "x".repeat(9_000) + "\r\nHost:")))
                .doesNotContain("200 OK");
    }

    @Test
    void a_connection_that_says_nothing_is_closed() throws Exception {
        // Given
        open(LIMITS, false);

        // Then
        assertThat(all(connect())).isEmpty();
    }

    @Test
    void a_head_that_trickles_in_is_cut_off() throws Exception {
        // Given
        open(LIMITS, false);
        Socket socket = connect();

        // Then
        assertThat(trickle(socket, "GET /scan/v1/bundle HTTP/1.1\r\nX-Slow: ")).isTrue();
        assertThat(call(heartbeat(TOKEN))).startsWith("HTTP/1.1 200");
    }

    @Test
    void a_body_that_trickles_in_is_cut_off_while_others_are_served() throws Exception {
        // Given
        open(LIMITS, false);
        Socket slow = connect();
        send(slow, post("results", TOKEN, 1_000_000));

        // When
        assertThat(call(heartbeat(TOKEN))).startsWith("HTTP/1.1 200");

        // Then
        assertThat(trickle(slow, "{")).isTrue();
    }

    @Test
    void a_connection_that_was_used_and_is_not_any_more_is_closed() throws Exception {
        // Given
        open(LIMITS, false);
        Socket socket = connect();

        // When
        send(socket, heartbeat(TOKEN));

        // Then
        assertThat(all(socket)).startsWith("HTTP/1.1 200");
    }

    @Test
    void strangers_take_no_more_connections_than_they_may() throws Exception {
        // Given a patient gateway and somebody who only opens connections
        open(patient(8, 4, 4), false);
        Socket scan = connect();
        send(scan, heartbeat(TOKEN));
        assertThat(head(scan)).startsWith("HTTP/1.1 200");
        for (int i = 0; i < 4; i++) {
            connect();
        }

        // When
        Socket oneTooMany = connect();

        // Then
        assertThat(all(oneTooMany)).isEmpty();
        send(scan, heartbeat(TOKEN));
        assertThat(head(scan)).as("the scan that was there already").startsWith("HTTP/1.1 200");
    }

    @Test
    void a_scan_has_no_more_open_requests_than_it_may() throws Exception {
        // Given two requests whose bodies are on their way
        open(PATIENT, false);
        for (int i = 0; i < 2; i++) {
            Socket socket = connect();
            send(socket, post("results", TOKEN, 1_000_000).replace("Content", "Expect: 100-continue\r\nContent"));
            assertThat(head(socket)).startsWith("HTTP/1.1 100");
        }

        // Then
        assertThat(call(heartbeat(TOKEN))).startsWith("HTTP/1.1 429");
    }

    @Test
    void a_gateway_with_tls_speaks_nothing_else() throws Exception {
        // Given
        open(PATIENT, true);

        // When
        Socket plain = connect();
        send(plain, heartbeat(TOKEN));

        // Then
        assertThat(all(plain)).doesNotContain("HTTP");
        assertThat(overTls(heartbeat(TOKEN))).startsWith("HTTP/1.1 200");
    }

    @Test
    void a_handshake_that_does_not_come_is_not_waited_for() throws Exception {
        // Given
        open(LIMITS, true);

        // Then
        assertThat(all(connect())).isEmpty();
    }

    private static GatewayLimits patient(int connections, int strangers, int inFlight) {
        Duration never = Duration.ofMinutes(5);
        return new GatewayLimits(connections, strangers, 100, 100, 10, 10, inFlight, never, never, never, never);
    }

    private void open(GatewayLimits limits, boolean tls) throws Exception {
        AgentSettings settings = FastAgent.settings(URI.create("http://127.0.0.1:1"), folder);
        AgentSettings.Doors doors = settings.doors();
        settings = settings.withDoors(new AgentSettings.Doors(
                doors.gatewayHost(), 0, doors.gatewayUrl(), tls, doors.healthHost(), 0));
        ProcessLauncher launcher = new ProcessLauncher(
                vertx,
                new ProcessLauncher.Settings(
                        folder, List.of("true"), Map.of(), Duration.ofSeconds(1), Duration.ofSeconds(1)),
                Clock.systemUTC());
        AgentParts parts = TestParts.of(vertx, settings, bus, launcher, folder);
        bus.answer(
                AgentBus.STANDING,
                lease -> Future.succeededFuture(standings.getOrDefault(lease, new Standing.Gone())));
        bus.answer(AgentBus.BUNDLE, _ -> Future.<ScanBundle>failedFuture("no bundle here"));
        bus.answer(AgentBus.RESULTS, report -> {
            reports.add(report);
            return Future.succeededFuture(new Kept());
        });
        standings.put(LEASE, live());
        ScanGateway gateway = new ScanGateway(parts, 0, limits);
        done(vertx.deployVerticle(gateway));
        port = gateway.port();
    }

    private static Standing live() {
        JobLabels labels = new JobLabels(
                LEASE, new UUID(0, 1), "shop", Instruction.Kind.verifyContract, Instant.now().plusSeconds(60));
        return new Standing.Live(labels, "scan-abc", false);
    }

    private static String heartbeat(String token) {
        return post("heartbeat", token, 0);
    }

    private static String post(String path, String token, int length) {
        return "POST /scan/v1/" + path + " HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer " + token
                + "\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        sockets.add(socket);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (SocketException refusedMeanwhile) {
            // What was answered can be read all the same.
        }
    }

    /// Everything until the other side closes.
    private static String all(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                text.append((char) next);
            }
        } catch (SocketException reset) {
            // Closed with something unread.
        }
        return text.toString();
    }

    /// The head of an answer, and as much of its body as is there.
    private static String head(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            text.append((char) next);
        }
        while (in.available() > 0) {
            text.append((char) in.read());
        }
        return text.toString();
    }

    private String call(String request) throws IOException {
        Socket socket = connect();
        send(socket, request.replace("Host: gateway", "Host: gateway\r\nConnection: close"));
        return all(socket);
    }

    /// Sends a byte every few milliseconds until the other side has had enough; says whether it had.
    private static boolean trickle(Socket socket, String text) throws Exception {
        OutputStream out = socket.getOutputStream();
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        try {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            while (System.nanoTime() < end) {
                out.write('x');
                socket.setSoTimeout(20);
                try {
                    if (socket.getInputStream().read() < 0) {
                        return true;
                    }
                } catch (java.net.SocketTimeoutException stillOpen) {
                    // The pause between two bytes.
                }
            }
            return false;
        } catch (SocketException closed) {
            return true;
        }
    }

    private String overTls(String request) throws Exception {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
        try (Socket socket = context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            send(socket, request.replace("Host: gateway", "Host: gateway\r\nConnection: close"));
            return all(socket);
        }
    }

    /// What a client trusts, its own tests tell.
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
