package io.seltzer.protocol.soda;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.protocol.WireJson.NotUnderstood;
import io.seltzer.protocol.results.CheckResult;
import io.seltzer.protocol.results.CheckResult.Identities;
import io.seltzer.protocol.results.CheckResult.Location;
import io.seltzer.protocol.results.CheckResult.Outcome;
import io.seltzer.protocol.results.CheckResult.ResourceAttribute;
import io.seltzer.protocol.results.Diagnostics;
import io.seltzer.protocol.results.Diagnostics.Bounds;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One check's outcome as clients send it (cloud-protocol §5.2).
public record UploadedCheck(
        Identities identities,
        @Nullable String checkPath,
        @Nullable String name,
        String checkType,
        @Nullable String definition,
        @Nullable List<Attribute> resourceAttributes,
        @Nullable Position location,
        String dataSource,
        String table,
        @Nullable List<String> datasetPrefix,
        @Nullable String column,
        Outcome outcome,
        @Nullable Measured diagnostics) {
    private static final int LONGEST_IDENTITY = 64;
    private static final int LONGEST_NAME = 2_000;
    private static final int LONGEST_DEFINITION = 200_000;

    /// @param value texts, numbers, true and false, and lists of texts are kept, as texts where they are numbers
    public record Attribute(String name, @Nullable JsonNode value) {}

    /// Lines and columns count from 0.
    public record Position(@Nullable String filePath, @Nullable Long line, @Nullable Long col) {}

    /// @param value absent when it is no number
    /// @param v4 details by type of check
    public record Measured(
            @Nullable BigDecimal value,
            @Nullable Bounds fail,
            @Nullable Bounds warn,
            @Nullable JsonNode v4,
            @Nullable String measure) {}

    CheckResult result() {
        String identity = identities.vc1();
        if (identity.isBlank() || identity.length() > LONGEST_IDENTITY) {
            throw new NotUnderstood("The identity of a check must have 1 to " + LONGEST_IDENTITY + " characters");
        }
        String path = checkPath == null ? identity : checkPath;
        return new CheckResult(
                identities,
                ShortText.of(path, LONGEST_NAME),
                ShortText.of(name == null ? path : name, LONGEST_NAME),
                CheckResult.GENERIC,
                ShortText.of(checkType, LONGEST_NAME),
                ShortText.of(definition == null ? "" : definition, LONGEST_DEFINITION),
                attributes(),
                place(),
                dataSource,
                table,
                prefixes(),
                column,
                outcome,
                CheckResult.CONTRACT_SOURCE,
                diagnostics == null
                        ? new Diagnostics(null, null, null, null, null)
                        : new Diagnostics(
                                diagnostics.value(),
                                diagnostics.fail(),
                                diagnostics.warn(),
                                SodaJson.details(diagnostics.v4()),
                                "time".equals(diagnostics.measure()) ? Diagnostics.Measure.time : null));
    }

    /// What lies between data source and table.
    public List<String> prefixes() {
        return datasetPrefix == null ? List.of() : datasetPrefix;
    }

    private Location place() {
        return location == null
                ? new Location("", 0, 0)
                : new Location(
                        location.filePath() == null ? "" : location.filePath(),
                        number(location.line()),
                        number(location.col()));
    }

    private static int number(@Nullable Long text) {
        return text == null ? 0 : Math.clamp(text, 0, Integer.MAX_VALUE);
    }

    private List<ResourceAttribute> attributes() {
        List<ResourceAttribute> kept = new ArrayList<>();
        for (Attribute attribute : resourceAttributes == null ? List.<Attribute>of() : resourceAttributes) {
            Object value = value(attribute.value());
            if (value != null) {
                kept.add(new ResourceAttribute(attribute.name(), value));
            }
        }
        return kept;
    }

    private static @Nullable Object value(@Nullable JsonNode value) {
        if (value == null || value.isNull() || value.isObject()) {
            return null;
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (!value.isArray()) {
            return text(value);
        }
        List<String> texts = new ArrayList<>();
        value.forEach(element -> texts.add(text(element)));
        return texts;
    }

    private static String text(JsonNode scalar) {
        return LenientScalars.Text.storable(scalar.asText());
    }
}
