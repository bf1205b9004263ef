package io.seltzer.cloud.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.seltzer.protocol.results.CheckResult;
import io.seltzer.protocol.results.CheckResult.Outcome;
import io.seltzer.protocol.results.CheckResult.ResourceAttribute;
import io.seltzer.protocol.results.Diagnostics;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A check with its result as the statement that stores it reads them: member names are column names.
///
/// @param value absent when the check was not evaluated; on the wire it is 0 then
record StoredCheck(
        String identity,
        String path,
        String name,
        @JsonProperty("check_type") String checkType,
        @JsonProperty("column_name") @Nullable String column,
        String definition,
        int position,
        List<ResourceAttribute> attributes,
        Outcome outcome,
        @Nullable BigDecimal value,
        Diagnostics diagnostics) {

    static StoredCheck of(CheckResult check, int position) {
        return new StoredCheck(
                check.identities().vc1(),
                check.checkPath(),
                check.name(),
                check.checkType(),
                check.column(),
                check.definition(),
                position,
                check.resourceAttributes(),
                check.outcome(),
                isEvaluated(check.outcome()) ? check.diagnostics().value() : null,
                check.diagnostics());
    }

    private static boolean isEvaluated(Outcome outcome) {
        return switch (outcome) {
            case pass, warn, fail -> true;
            case unevaluated, excluded -> false;
        };
    }
}
