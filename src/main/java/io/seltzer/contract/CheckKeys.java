package io.seltzer.contract;

import java.util.List;
import java.util.stream.Stream;

/// Which keys the settings of each type of check may have (contract-language §7, §9, §18).
final class CheckKeys {
    static final List<String> COMMON = List.of(
            "name", "qualifier", "filter", "attributes", "column_expression", "threshold", "store_failed_rows", "scope",
            "remediation");
    static final List<String> REMEDIATION = List.of("description", "strategy");
    static final List<String> REMEDIATION_STRATEGY = List.of(
            "type", "value", "query", "prompt", "references", "tools", "instruction", "fallback");
    static final List<String> REMEDIATION_FALLBACK = List.of("instruction", "confidence_threshold");

    private CheckKeys() {}

    static List<String> of(CheckType type) {
        return with(COMMON, own(type));
    }

    /// The keys that not every type has.
    static List<String> own(CheckType type) {
        return switch (type) {
            case SCHEMA -> List.of("allow_extra_columns", "allow_other_column_order");
            case ROW_COUNT -> List.of();
            case MISSING, INVALID -> ValueRules.KEYS;
            case DUPLICATE -> with(ValueRules.KEYS, List.of("columns"));
            case AGGREGATE -> with(ValueRules.KEYS, List.of("function"));
            case METRIC -> List.of("expression", "query");
            case FRESHNESS -> List.of("column", "now_variable");
            case FAILED_ROWS ->
                List.of("expression", "query", "keys_query", "rows_tested_query", "key_column_mapping");
            case GROUP_BY -> List.of("query", "fields", "metric_name", "group_tested_rows");
            case HIERARCHY -> List.of("levels", "tree", "reference_table", "column_mapping", "dataset_levels");
            case FUZZY_DUPLICATE -> List.of("columns", "llm_enhanced", "llm_model");
            case LLM -> List.of("prompt");
        };
    }

    /// Whether the settings may also have keys that nobody lists.
    static boolean isOpen(CheckType type) {
        return type == CheckType.LLM;
    }

    static List<String> with(List<String> keys, List<String> more) {
        return Stream.concat(keys.stream(), more.stream()).toList();
    }
}
