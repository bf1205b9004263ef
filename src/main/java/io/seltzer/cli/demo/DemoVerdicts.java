package io.seltzer.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.cli.TextTable;
import java.util.List;
import java.util.Locale;

/// The verdicts that the control plane holds, as tables for the terminal.
final class DemoVerdicts {
    private final TextTable checks = new TextTable("Dataset", "Column", "Check", "Value", "Outcome");
    private final TextTable failedRows = new TextTable("Rows", "Table in the warehouse", "Check");
    private boolean anyFailedRows;

    void add(String dataset, List<JsonNode> results, JsonNode scan) {
        String table = dataset.substring(dataset.lastIndexOf('/') + 1);
        for (JsonNode check : results) {
            checks.row(
                    table,
                    check.path("column").asText("(dataset)"),
                    check.path("name").asText(),
                    value(check),
                    outcome(check.path("evaluationStatus").asText()));
        }
        for (JsonNode warehouseTable : scan.path("failedRows")) {
            for (JsonNode rows : warehouseTable.path("checks")) {
                anyFailedRows = true;
                failedRows.row(
                        grouped(rows.path("rows").asLong()),
                        warehouseTable.path("table").asText(),
                        nameOf(rows.path("identity").asText(), results));
            }
        }
    }

    private static String nameOf(String identity, List<JsonNode> results) {
        return results.stream()
                .filter(check -> check.path("identity").asText().equals(identity))
                .map(check -> check.path("name").asText())
                .findFirst()
                .orElse(identity);
    }

    private static String value(JsonNode check) {
        JsonNode value = check.at("/lastCheckResultValue/value");
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        JsonNode count = check.at("/lastCheckResultValue/diagnostics").findPath("failedRowsCount");
        boolean isPercent = count.isNumber() && count.asDouble() != value.asDouble();
        return isPercent ? String.format(Locale.ROOT, "%.2f %%", value.asDouble()) : grouped(value.asLong());
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String outcome(String status) {
        return switch (status) {
            case "pass" -> "passed";
            case "warn" -> "WARNED";
            case "fail" -> "FAILED";
            case "notEvaluated" -> "not evaluated";
            default -> status;
        };
    }

    String render() {
        return checks.render("  ") + (anyFailedRows ? "\n" + failedRows.render("  ") : "");
    }
}
