package io.seltzer.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The types of checks that the language knows, with the names that checks have by default.
enum CheckType {
    SCHEMA("schema", "Schema matches expected structure"),
    ROW_COUNT("row_count", "Row count meets expected threshold"),
    MISSING("missing", "No missing values"),
    INVALID("invalid", "No invalid values"),
    DUPLICATE("duplicate", "No duplicate values"),
    AGGREGATE("aggregate", "Metric function meets threshold"),
    METRIC("metric", "Metric meets threshold"),
    FRESHNESS("freshness", "Data is fresh"),
    FAILED_ROWS("failed_rows", "No rows violating the condition"),
    GROUP_BY("group_by", "Groups meet threshold"),
    HIERARCHY("hierarchy", "Hierarchy is complete"),
    FUZZY_DUPLICATE("fuzzy_duplicate", "No similar rows"),
    LLM("llm", "Values meet the description");

    private final String key;
    private final String defaultName;

    CheckType(String key, String defaultName) {
        this.key = key;
        this.defaultName = defaultName;
    }

    static Optional<CheckType> of(String key) {
        return Arrays.stream(values()).filter(type -> type.key.equals(key)).findFirst();
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(CheckType::key).toList();
    }

    String key() {
        return key;
    }

    String defaultName() {
        return defaultName;
    }
}
