package io.seltzer.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
    private static final URI PROXY = URI.create("http://proxy:3128");

    @ParameterizedTest
    @CsvSource({
        "https://seltzer.example.com, true",
        "https://agent.seltzer.svc, false",
        "https://internal.example.org, false",
        "https://a.internal.example.org, false",
        "https://10.1.2.3, false",
        "https://11.1.2.3, true",
        "https://[fd00::1], false",
        "https://ten.example.com, true",
        "http://localhost:8080, false",
        "http://127.0.0.1:8080, false"
    })
    void exceptions_are_hosts_domains_and_networks(URI address, boolean proxied) {
        assertThat(Proxies.of(PROXY, ".svc, internal.example.org,10.0.0.0/8,fd00::/16,10.0.0.0/nonsense").to(address))
                .isEqualTo(proxied ? Optional.of(PROXY) : Optional.empty());
    }

    @Test
    void the_environment_says_a_proxy_for_each_scheme() {
        // Given
        Map<String, String> environment = Map.of("HTTPS_PROXY", "secure:1", "http_proxy", "http://plain:2", "NO_PROXY", "a.b");

        // When
        Proxies proxies = Proxies.of(name -> Optional.ofNullable(environment.get(name)));

        // Then
        assertThat(proxies.to(URI.create("https://c.d"))).contains(URI.create("http://secure:1"));
        assertThat(proxies.to(URI.create("http://c.d"))).contains(URI.create("http://plain:2"));
        assertThat(proxies.to(URI.create("https://a.b"))).isEmpty();
    }
}
