package io.seltzer.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What a user of an organisation does.
public record TestOrganisation(String name, TestHttp http) {
    public static final String DATASET = "shopdb/prod/public/orders";
    public static final String CONTRACT = "dataset: " + DATASET + "\nchecks:\n  - row_count:\n";
    public static final String DATA_SOURCE =
            """
            type: postgres
            name: shopdb
            connection:
              host: db.example.org
              user: ${env.SHOP_USER}
              password: ${env.SHOP_PASSWORD}
              database: prod
            """;

    /// A data source and a contract of its dataset.
    ///
    /// @return the contract's id
    public UUID publish() {
        http.rest("POST", "/datasources", Map.of("configurationFileContents", DATA_SOURCE));
        JsonNode contract = http.rest("POST", "/contracts", Map.of("contents", CONTRACT)).json();
        return UUID.fromString(contract.at("/contract/id").asText());
    }

    /// @return the scan's id
    public UUID verify(UUID contract) {
        TestHttp.Answer created = http.rest("POST", "/contracts/" + contract + "/verify", Map.of());
        return UUID.fromString(created.response().headers().firstValue("x-soda-scan-id").orElseThrow());
    }

    public List<UUID> verify(UUID contract, int times) {
        List<UUID> scans = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            scans.add(verify(contract));
        }
        return scans;
    }

    public JsonNode scan(UUID scan) {
        return http.rest("GET", "/scans/" + scan).json();
    }

    public String state(UUID scan) {
        return scan(scan).path("state").asText();
    }

    public TestAgent agent(String agentName) {
        return TestAgent.register(http, agentName);
    }
}
