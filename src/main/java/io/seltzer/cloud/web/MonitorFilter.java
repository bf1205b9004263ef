package io.seltzer.cloud.web;

import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// Which monitors a list shows.
///
/// @param search part of the name, the column or the dataset; empty for all
/// @param verdict `anomaly` (also those that continue), `unknown`, `expected`, `none` (not measured yet), or empty for all
/// @param dataset empty for those of all datasets
public record MonitorFilter(String search, String verdict, Optional<UUID> dataset) {

    static MonitorFilter of(RoutingContext context, Optional<UUID> dataset) {
        String verdict = Optional.ofNullable(context.request().getParam("verdict")).orElse("");
        return new MonitorFilter(
                Optional.ofNullable(context.request().getParam("q")).orElse("").strip(),
                switch (verdict) {
                    case "anomaly", "unknown", "expected", "none" -> verdict;
                    default -> "";
                },
                dataset);
    }

    public boolean isSet() {
        return !search.isEmpty() || !verdict.isEmpty();
    }

    /// As they stand in the address of a list.
    Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        if (!search.isEmpty()) {
            parameters.put("q", search);
        }
        if (!verdict.isEmpty()) {
            parameters.put("verdict", verdict);
        }
        return parameters;
    }
}
