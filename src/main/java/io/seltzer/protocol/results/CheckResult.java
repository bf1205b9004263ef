package io.seltzer.protocol.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One check's outcome (cloud-protocol §5.2).
///
/// @param definition the check as YAML, variables unresolved
/// @param column for checks of a column
/// @param type always `generic` for contract checks
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
        Diagnostics diagnostics) {

    public static final String GENERIC = "generic";
    public static final String CONTRACT_SOURCE = "soda-contract";

    /// @param vc1 8 hexadecimal digits
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
