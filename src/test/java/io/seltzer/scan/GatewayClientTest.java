package io.seltzer.scan;

import static io.seltzer.testing.Await.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.agent.AgentSettings.ApiKey;
import io.seltzer.agent.GatewayIdentity;
import io.seltzer.protocol.ScanApi;
import io.seltzer.protocol.WireJson;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whom a scan takes for its gateway, over real sockets.
class GatewayClientTest {
    private static final GatewayIdentity OURS = GatewayIdentity.of(new ApiKey("key", "open sesame"));
    private static final GatewayIdentity ANOTHERS = GatewayIdentity.of(new ApiKey("key", "open barley"));
    private static final Instant NOW = Instant.parse("2026-05-04T08:00:00Z");

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        done(vertx.close());
    }

    @Test
    void the_holder_of_the_jobs_certificate_is_the_gateway_whatever_its_host_is_called() {
        // Given
        int port = listen(new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(OURS.options())
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3")));

        // When
        ScanFence.Answer answer = beat("https://127.0.0.1:" + port, Optional.of(OURS.pem()), Optional.empty());

        // Then
        assertThat(answer).isInstanceOf(ScanFence.Answer.GoOn.class);
    }

    @Test
    void a_gateway_with_another_certificate_is_refused() {
        // Given
        int port = listen(new HttpServerOptions().setSsl(true).setKeyCertOptions(ANOTHERS.options()));

        // When
        ScanFence.Answer answer = beat("https://127.0.0.1:" + port, Optional.of(OURS.pem()), Optional.empty());

        // Then
        assertThat(answer).isEqualTo(new ScanFence.Answer.None());
    }

    @Test
    void without_a_certificate_the_usual_authorities_count_and_they_do_not_know_it() {
        // Given
        int port = listen(new HttpServerOptions().setSsl(true).setKeyCertOptions(OURS.options()));

        // When
        ScanFence.Answer answer = beat("https://127.0.0.1:" + port, Optional.empty(), Optional.empty());

        // Then
        assertThat(answer).isEqualTo(new ScanFence.Answer.None());
    }

    @Test
    void an_older_protocol_than_tls_1_3_is_not_spoken() {
        // Given
        int port = listen(new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(OURS.options())
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2")));

        // When
        ScanFence.Answer answer = beat("https://127.0.0.1:" + port, Optional.of(OURS.pem()), Optional.empty());

        // Then
        assertThat(answer).isEqualTo(new ScanFence.Answer.None());
    }

    @Test
    void an_authority_of_ones_own_counts_together_with_the_host_name(@TempDir Path folder) throws Exception {
        // Given a certificate for localhost, and its authority (itself)
        Path store = folder.resolve("store.p12");
        keytool("-genkeypair", "-alias", "a", "-keyalg", "EC", "-dname", "CN=own", "-ext", "san=dns:localhost",
                "-storetype", "PKCS12", "-storepass", "changeit", "-keystore", store.toString());
        Path pem = folder.resolve("own.pem");
        keytool("-exportcert", "-rfc", "-alias", "a", "-storepass", "changeit", "-keystore", store.toString(),
                "-file", pem.toString());
        int port = listen(new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PfxOptions().setPath(store.toString()).setPassword("changeit")));
        Optional<String> authorities = Optional.of(Files.readString(pem));

        // Then
        assertThat(beat("https://localhost:" + port, Optional.empty(), authorities))
                .isInstanceOf(ScanFence.Answer.GoOn.class);
        assertThat(beat("https://127.0.0.1:" + port, Optional.empty(), authorities))
                .isEqualTo(new ScanFence.Answer.None());
    }

    @Test
    void the_gateways_clock_counts_where_ours_is_off() {
        // Given a gateway that says what time it is
        int port = listen(new HttpServerOptions());
        GatewayClient off = client("http://127.0.0.1:" + port, NOW.minus(Duration.ofHours(1)));
        GatewayClient right = client("http://127.0.0.1:" + port, NOW.plusSeconds(2));

        // When
        done(off.announce());
        done(right.announce());

        // Then
        assertThat(off.clock().instant()).isEqualTo(NOW);
        assertThat(right.clock().instant()).isEqualTo(NOW.plusSeconds(2));
    }

    @Test
    void a_gateway_behind_a_proxy_is_asked_there() {
        // Given a proxy, which here answers itself, and a host that nobody knows
        int proxy = listen(new HttpServerOptions());
        GatewayAddress address = new GatewayAddress(
                "http://seltzer.invalid",
                "token",
                Optional.empty(),
                Optional.empty(),
                Optional.of(URI.create("http://me:secret@127.0.0.1:" + proxy)));

        // When
        ScanFence.Answer answer =
                done(new GatewayClient(vertx, address, Clock.systemUTC()).heartbeat());

        // Then
        assertThat(answer).isInstanceOf(ScanFence.Answer.GoOn.class);
    }

    private int listen(HttpServerOptions options) {
        HttpServer server = vertx.createHttpServer(options).requestHandler(request -> request.response()
                .putHeader("date", "Mon, 4 May 2026 08:00:00 GMT")
                .end(Buffer.buffer(WireJson.bytes(new ScanApi.HeartbeatAnswer(60, false)))));
        return done(server.listen(0, "127.0.0.1")).actualPort();
    }

    private ScanFence.Answer beat(String url, Optional<String> certificate, Optional<String> authorities) {
        GatewayAddress address = new GatewayAddress(url, "token", certificate, authorities, Optional.empty());
        return done(new GatewayClient(vertx, address, Clock.systemUTC())
                .heartbeat()
                .otherwise(new ScanFence.Answer.None()));
    }

    private GatewayClient client(String url, Instant now) {
        return new GatewayClient(vertx, new GatewayAddress(url, "token"), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> line = new java.util.ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        line.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(line).redirectErrorStream(true).start().waitFor()).isZero();
    }
}
