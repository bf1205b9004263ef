package io.seltzer.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a client takes from the environment of its process.
class EnvironmentTest {
    private final List<CloudEvent> events = new ArrayList<>();

    @Test
    void waits_up_to_300_seconds_on_429_unless_the_environment_says_otherwise() {
        assertThat(budget("")).isEqualTo(Duration.ofMinutes(5));
        assertThat(budget("0")).isEqualTo(Duration.ZERO);
        assertThat(budget(" 12.5 ")).isEqualTo(Duration.ofMillis(12_500));
        assertThat(events).isEmpty();
    }

    @Test
    void a_budget_that_is_none_is_told_and_ignored() {
        for (String text : List.of("-1", "inf", "Infinity", "NaN", "soon")) {
            assertThat(budget(text)).as(text).isEqualTo(Duration.ofMinutes(5));
        }
        assertThat(events).hasSize(5).allSatisfy(event -> assertThat(event.sentence())
                .isEqualTo("SODA_CLOUD_DEFERRAL_BUDGET_SECONDS has no usable value; 300 s is used."));
    }

    @Test
    void the_size_of_a_log_batch_can_be_set() {
        assertThat(settings(Map.of()).logBatchLines()).isEqualTo(1000);
        assertThat(settings(Map.of("SODA_LOGS_BATCH_LIMIT_COUNT", "50")).logBatchLines()).isEqualTo(50);
        assertThat(settings(Map.of("SODA_LOGS_BATCH_LIMIT_COUNT", "0")).logBatchLines()).isEqualTo(1000);
    }

    @Test
    void a_proxy_goes_by_scheme() {
        // Given
        Map<String, String> environment =
                Map.of("HTTPS_PROXY", "http://proxy.example:3128", "http_proxy", "plain.example:8080");

        // Then
        assertThat(proxy(environment, "https://cloud.soda.io/api")).isEqualTo(proxyAt("proxy.example", 3128));
        assertThat(proxy(environment, "http://cloud.soda.io/api")).isEqualTo(proxyAt("plain.example", 8080));
        assertThat(proxy(Map.of(), "https://cloud.soda.io")).isEqualTo(Proxy.NO_PROXY);
    }

    @Test
    void some_hosts_are_reached_directly() {
        // Given
        Map<String, String> environment = Map.of(
                "ALL_PROXY", "http://proxy.example:3128", "NO_PROXY", "intern.example, .corp.example,*.lab.example,10.0.0.7:8443");

        // Then
        for (String direct : List.of(
                "https://intern.example", "https://soda.intern.example", "https://soda.corp.example",
                "https://a.lab.example", "https://10.0.0.7:8443", "http://localhost:8080", "http://127.0.0.1:8080")) {
            assertThat(proxy(environment, direct)).as(direct).isEqualTo(Proxy.NO_PROXY);
        }
        for (String far : List.of("https://notintern.example", "https://10.0.0.7", "https://cloud.soda.io")) {
            assertThat(proxy(environment, far)).as(far).isEqualTo(proxyAt("proxy.example", 3128));
        }
    }

    private Duration budget(String text) {
        return settings(Map.of("SODA_CLOUD_DEFERRAL_BUDGET_SECONDS", text)).deferralBudget();
    }

    private Proxy proxy(Map<String, String> environment, String uri) {
        return settings(environment).proxies().select(URI.create(uri)).getFirst();
    }

    private static Proxy proxyAt(String host, int port) {
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
    }

    private ClientSettings settings(Map<String, String> environment) {
        return ClientSettings.of("1.2", name -> Optional.ofNullable(environment.get(name)), events::add);
    }
}
