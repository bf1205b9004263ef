package io.seltzer.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// Which checks a runner shall run (cloud-protocol §4.5): the texts of the command line, not interpreted.
///
/// @param checkFilters one for each field and negation, in the order of first appearance
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ExecutionOptions(List<String> checkPaths, List<CheckFilter> checkFilters) {
    public ExecutionOptions {
        checkPaths = List.copyOf(checkPaths);
        checkFilters = List.copyOf(checkFilters);
    }

    /// @param values without repeats
    public record CheckFilter(String field, List<String> values, boolean negate) {
        public CheckFilter {
            values = List.copyOf(values);
        }
    }

    /// All checks.
    public static ExecutionOptions none() {
        return new ExecutionOptions(List.of(), List.of());
    }

    boolean isNone() {
        return checkPaths.isEmpty() && checkFilters.isEmpty();
    }
}
