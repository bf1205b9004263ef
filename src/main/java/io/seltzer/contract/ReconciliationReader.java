package io.seltzer.contract;

import io.seltzer.contract.Check.UnsupportedCheck;
import io.seltzer.contract.Threshold.Comparison;
import io.seltzer.yaml.Fields;
import io.seltzer.yaml.NearestName;
import io.seltzer.yaml.Position;
import io.seltzer.yaml.Scalar;
import io.seltzer.yaml.YamlNode;
import io.seltzer.yaml.YamlNode.Entry;
import io.seltzer.yaml.YamlNode.YamlList;
import io.seltzer.yaml.YamlNode.YamlMap;
import io.seltzer.yaml.YamlNode.YamlScalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the key `reconciliation` (contract-language §18): its checks are reported, never run.
final class ReconciliationReader {
    static final List<String> KEYS = List.of("source", "sources", "checks");
    static final List<String> SOURCE_KEYS = List.of("dataset", "filter");
    static final List<String> SOURCES_KEYS = List.of("dataset", "name", "filter", "default");
    static final Map<String, List<String>> CHECKS = Map.of(
            "row_count_diff", List.of("source"),
            "aggregate_diff", List.of("source", "function", "source_column", "target_column"),
            "duplicate_diff", List.of("source", "source_columns", "target_columns", "min"),
            "freshness_diff", List.of("source", "source_column", "target_column"),
            "metric_diff",
                    List.of("source", "source_expression", "target_expression", "source_query", "target_query"),
            "rows_diff",
                    List.of("source", "source_key_columns", "target_key_columns", "source_columns", "target_columns"),
            "reference_diff",
                    List.of(
                            "source", "columns", "source_columns", "target_columns", "direction", "samples_limit",
                            "page_size", "batch_size"));

    private static final String REASON = "Reconciliation is not evaluated in this version.";
    private static final ThresholdReader ANY =
            new ThresholdReader(Optional.of(new Comparison.Equal(BigDecimal.ZERO)), ThresholdKind.SHARE);
    private static final ThresholdReader AGE =
            new ThresholdReader(Optional.of(new Comparison.Equal(BigDecimal.ZERO)), ThresholdKind.AGE);

    private final Fields contract;
    private final CheckHeaderReader headers;
    private final List<Check> checks = new ArrayList<>();
    private final Set<String> identities = new HashSet<>();

    private ReconciliationReader(Fields contract, CheckHeaderReader headers) {
        this.contract = contract;
        this.headers = headers;
    }

    static List<Check> read(Fields contract, CheckHeaderReader headers) {
        ReconciliationReader reader = new ReconciliationReader(contract, headers);
        contract.fields("reconciliation", "reconciliation").ifPresent(reader::read);
        return reader.checks;
    }

    private void read(Fields reconciliation) {
        reconciliation.refuseAllBut(KEYS);
        if (reconciliation.has("source") == reconciliation.has("sources")) {
            reconciliation.error(
                    "contract.reconciliation-source",
                    "reconciliation needs either source or sources.",
                    reconciliation.map().keyPosition("sources"));
        }
        reconciliation.fields("source", "the source").ifPresent(source -> source(source, SOURCE_KEYS));
        reconciliation.elements("sources", "a source").forEach(source -> source(source, SOURCES_KEYS));
        List<YamlNode> elements =
                reconciliation.list("checks").map(YamlList::items).orElse(List.of());
        contract.warning(
                "contract.unsupported-reconciliation",
                REASON + " Checks that are not evaluated: " + elements.size() + ".",
                contract.map().keyPosition("reconciliation"));
        elements.forEach(element -> check(reconciliation, element));
    }

    private static void source(Fields source, List<String> keys) {
        source.refuseAllBut(keys);
        DatasetNames.required(source, "dataset");
        source.text("filter");
        if (keys.contains("default")) {
            source.text("name");
            source.truth("default");
        }
    }

    private void check(Fields reconciliation, YamlNode element) {
        if (!(element instanceof YamlMap map) || map.entries().size() != 1) {
            contract.error(
                    "contract.check-shape",
                    "A check must be a mapping from its type to its settings.",
                    element.position());
            return;
        }
        Map.Entry<String, Entry> only = map.entries().entrySet().iterator().next();
        String type = only.getKey();
        Position place = only.getValue().keyPosition();
        if (!CHECKS.containsKey(type)) {
            contract.error(
                    "contract.unknown-check",
                    "There is no reconciliation check of the type " + type + "."
                            + NearestName.hint(type, CHECKS.keySet().stream().sorted().toList()),
                    place);
            return;
        }
        switch (only.getValue().value()) {
            case YamlMap body -> check(type, reconciliation.inner(body, "the " + type + " check"), place);
            case YamlScalar(Scalar.Null _, _, _) ->
                check(type, reconciliation.inner(new YamlMap(Map.of(), place), "the " + type + " check"), place);
            case YamlNode other ->
                contract.error(
                        "contract.wrong-type",
                        "The settings of the " + type + " check must be a mapping, but are " + other.kind() + ".",
                        other.position());
        }
    }

    private void check(String type, Fields fields, Position place) {
        fields.refuseAllBut(CheckKeys.with(CheckKeys.COMMON, CHECKS.getOrDefault(type, List.of())));
        CheckHeader header = headers.readReconciliation(type, fields, place);
        (type.equals("freshness_diff") ? AGE : ANY).read(new CheckBody(header, fields, place));
        if (identities.add(header.identity())) {
            checks.add(new UnsupportedCheck(header, REASON));
        } else {
            contract.warning(
                    "contract.reconciliation-twin",
                    "This check cannot be told from another " + type
                            + " check, so it is missing in the results. Give it a qualifier.",
                    place);
        }
    }
}
