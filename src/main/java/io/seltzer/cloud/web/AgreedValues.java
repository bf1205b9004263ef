package io.seltzer.cloud.web;

import io.seltzer.yaml.Faults;
import io.seltzer.yaml.Scalar;
import io.seltzer.yaml.YamlNode;
import io.seltzer.yaml.YamlNode.YamlList;
import io.seltzer.yaml.YamlNode.YamlMap;
import io.seltzer.yaml.YamlNode.YamlScalar;
import io.seltzer.yaml.YamlReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the definition of a check says and its result does not (cloud-protocol §5.2, §6): whether the value is
/// a percentage, and the number of a `must_be` or `must_not_be`, for which a result has empty bounds.
///
/// @param failing words for the comparison that fails, e.g. `unless 0`
/// @param warning words for the one that warns
record AgreedValues(boolean percent, Optional<String> failing, Optional<String> warning) {
    private static final AgreedValues NONE = new AgreedValues(false, Optional.empty(), Optional.empty());

    /// @param definition YAML, `columns: [{checks: [BODY]}]` or `checks: [BODY]`; other text says nothing
    static AgreedValues read(String definition) {
        @Nullable YamlMap threshold = YamlReader.read("definition", definition, new Faults())
                .map(AgreedValues::threshold)
                .orElse(null);
        if (threshold == null) {
            return NONE;
        }
        AgreedValues values = NONE;
        if (threshold.get("additional") instanceof YamlMap additional) {
            values = values.and(additional);
        }
        boolean percent = text(threshold.get("metric")).filter("percent"::equals).isPresent();
        AgreedValues both = values.and(threshold);
        return new AgreedValues(percent, both.failing, both.warning);
    }

    private static @Nullable YamlMap threshold(YamlNode root) {
        @Nullable YamlNode column = root instanceof YamlMap map ? first(map.get("columns")) : null;
        YamlNode level = column == null ? root : column;
        return level instanceof YamlMap map
                        && first(map.get("checks")) instanceof YamlMap check
                        && check.get("threshold") instanceof YamlMap threshold
                ? threshold
                : null;
    }

    private AgreedValues and(YamlMap threshold) {
        Optional<String> words = text(threshold.get("must_be")).map(value -> "unless " + value);
        if (words.isEmpty()) {
            words = text(threshold.get("must_not_be")).map(value -> "at " + value);
        }
        if (words.isEmpty()) {
            return this;
        }
        boolean warns = text(threshold.get("level")).filter("warn"::equalsIgnoreCase).isPresent();
        return warns ? new AgreedValues(percent, failing, words) : new AgreedValues(percent, words, warning);
    }

    private static @Nullable YamlNode first(@Nullable YamlNode node) {
        return node instanceof YamlList(var items, _) && !items.isEmpty() ? items.getFirst() : null;
    }

    private static Optional<String> text(@Nullable YamlNode node) {
        return switch (node) {
            case YamlScalar(Scalar.Decimal(var number), _, _) -> Optional.of(Figures.decimal(number));
            case YamlScalar scalar -> Optional.of(scalar.text());
            case null, default -> Optional.empty();
        };
    }
}
