package io.seltzer.agent;

import static io.seltzer.testing.Await.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the agent's requests reach its control plane; real proxies and real TLS.
class OutboundTest {
    private static final String PASSWORD = "changeit";

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        done(vertx.close());
    }

    @Test
    void requests_go_through_the_proxy_with_its_password() throws Exception {
        // Given
        List<String> seen = new ArrayList<>();
        HttpServer proxy = done(vertx.createHttpServer()
                .requestHandler(request -> {
                    seen.add(request.uri() + " " + request.getHeader("Proxy-Authorization"));
                    request.response().end("through");
                })
                .listen(0, "127.0.0.1"));
        URI address = URI.create("http://user:pass@127.0.0.1:" + proxy.actualPort());

        // When
        String answer = ask(new AgentSettings.Outbound(Optional.of(address), Optional.empty()), "http://plane.invalid/x");

        // Then
        assertThat(answer).isEqualTo("through");
        assertThat(seen).singleElement().asString().startsWith("http://plane.invalid").contains("Basic ");
    }

    @Test
    void an_own_authority_is_trusted_besides_the_usual_ones() throws Exception {
        // Given a control plane with a certificate of the company's own
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1");
        Path pem = folder.resolve("ca.crt");
        keytool("-exportcert", "-rfc", "-file", pem.toString());
        HttpServer plane = done(vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PfxOptions().setPath(store().toString()).setPassword(PASSWORD)))
                .requestHandler(request -> request.response().end("trusted"))
                .listen(0, "127.0.0.1"));
        String url = "https://localhost:" + plane.actualPort() + "/";

        // Then
        assertThatThrownBy(() -> ask(AgentSettings.Outbound.DIRECT, url)).hasMessageContaining("SSL");
        assertThat(ask(new AgentSettings.Outbound(Optional.empty(), Optional.of(pem)), url)).isEqualTo("trusted");
    }

    @Test
    void a_file_without_authorities_is_refused_at_start() throws IOException {
        // Given
        Path empty = Files.writeString(folder.resolve("ca.crt"), "");

        // Then
        assertThatThrownBy(() -> ask(new AgentSettings.Outbound(Optional.empty(), Optional.of(empty)), "https://localhost"))
                .hasMessageContaining("holds no certificate authorities as PEM");
    }

    private String ask(AgentSettings.Outbound outbound, String url) throws IOException {
        AgentSettings settings =
                FastAgent.settings(URI.create("http://localhost"), folder).withOutbound(outbound);
        WebClient client = WebClient.create(vertx, Outbound.of(settings));
        return String.valueOf(done(client.getAbs(url).send()).bodyAsString());
    }

    private Path store() {
        return folder.resolve("store.p12");
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store().toString(), "-storepass", PASSWORD, "-alias", "plane"));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
