package io.seltzer.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.protocol.results.CheckResult;
import io.seltzer.protocol.results.Diagnostics;
import io.seltzer.protocol.results.LogLine;
import io.seltzer.protocol.results.ScanResults;
import io.seltzer.testing.ResultSchema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The published schema knows every member of the result records, and no other.
class ResultSchemaTest {
    @Test
    void members_are_those_of_the_records() {
        assertMembers("", ScanResults.class);
        assertMembers("/properties/contract", ScanResults.ContractReference.class);
        assertMembers("/properties/failedRows/items", ScanResults.WarehouseTable.class);
        assertMembers("/$defs/check", CheckResult.class);
        assertMembers("/$defs/logLine", LogLine.class);
        assertMembers("/$defs/diagnostics", Diagnostics.class);
        assertMembers("/$defs/bounds", Diagnostics.Bounds.class);
    }

    @Test
    void every_kind_of_measurement_is_there() {
        List<String> kinds = ResultSchema.TEXT.at("/$defs/diagnostics/properties/v4/oneOf").findValuesAsText("$ref");
        assertThat(kinds).hasSize(Diagnostics.V4.class.getPermittedSubclasses().length);
        for (Class<?> kind : Diagnostics.V4.class.getPermittedSubclasses()) {
            String name = kind.getSimpleName().substring(0, 1).toLowerCase(Locale.ROOT)
                    + kind.getSimpleName().substring(1);
            assertThat(kinds).contains("#/$defs/" + name);
            assertMembers("/$defs/" + name, kind, "type");
        }
    }

    private static void assertMembers(String place, Class<?> type, String... more) {
        JsonNode schema = place.isEmpty() ? ResultSchema.TEXT : ResultSchema.TEXT.at(place);
        Set<String> described = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(described::add);
        Set<String> members = new HashSet<>(List.of(more));
        Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).forEach(members::add);
        assertThat(described).as(place).isEqualTo(members);
        assertThat(schema.path("additionalProperties").asBoolean(true)).as(place).isFalse();
    }
}
