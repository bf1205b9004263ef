package io.seltzer.protocol.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One check's outcome (cloud-protocol §5.2).
///
/// @param definition the check as YAML, variables unresolved
/// @param column for checks of a column
/// @param type `generic` for contract checks, `anomalyDetection` for monitors
/// @param metrics identities of the metrics ([ScanResults#metrics()]) that a monitor looks at
/// @param scanTime of a monitor: to which point of its series the outcome belongs
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CheckResult(
        Identities identities,
        String checkPath,
        String name,
        String type,
        String checkType,
        String definition,
        List<ResourceAttribute> resourceAttributes,
        Location location,
        String dataSource,
        String table,
        List<String> datasetPrefix,
        @Nullable String column,
        Outcome outcome,
        String source,
        Diagnostics diagnostics,
        @Nullable List<String> metrics,
        @JsonSerialize(using = UtcSeconds.class) @Nullable Instant scanTime) {

    /// Of a contract.
    public CheckResult(
            Identities identities,
            String checkPath,
            String name,
            String type,
            String checkType,
            String definition,
            List<ResourceAttribute> resourceAttributes,
            Location location,
            String dataSource,
            String table,
            List<String> datasetPrefix,
            @Nullable String column,
            Outcome outcome,
            String source,
            Diagnostics diagnostics) {
        this(
                identities, checkPath, name, type, checkType, definition, resourceAttributes, location, dataSource,
                table, datasetPrefix, column, outcome, source, diagnostics, null, null);
    }

    public static final String GENERIC = "generic";
    public static final String ANOMALY_DETECTION = "anomalyDetection";
    public static final String CONTRACT_SOURCE = "soda-contract";
    public static final String MONITORING_SOURCE = "metric-monitoring";

    /// @param vc1 8 hexadecimal digits; of a monitor, its id
    public record Identities(String vc1) {}

    /// @param value a text, true or false, or a list of texts, numbers, truth values and nulls; absent for a label
    ///     without a value
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ResourceAttribute(String name, @Nullable Object value) {}

    /// Line and column count from 0.
    public record Location(String filePath, int line, int col) {}

    public enum Outcome {
        pass,
        warn,
        fail,
        unevaluated,
        excluded
    }
}
