package io.seltzer.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What the control plane made of results.
///
/// @param url of the dataset's page
/// @param datasetIds the control plane's ids by qualified name
public record StoredScan(String scanId, Optional<String> url, Map<String, String> datasetIds) {
    public StoredScan {
        datasetIds = Map.copyOf(datasetIds);
    }

    static StoredScan of(String scanId, JsonNode body) {
        Map<String, String> ids = new HashMap<>();
        for (JsonNode check : body.path("checks")) {
            for (JsonNode dataset : check.path("datasets")) {
                SodaJson.text(dataset, "/dqn")
                        .ifPresent(name -> SodaJson.text(dataset, "/id").ifPresent(id -> ids.put(name, id)));
            }
        }
        return new StoredScan(scanId, SodaJson.text(body, "/cloudUrl"), ids);
    }
}
