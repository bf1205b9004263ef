package io.seltzer.cloud.web;

import io.seltzer.monitor.Detection;
import io.seltzer.monitor.Detection.Exclusion;
import io.seltzer.monitor.Detection.Side;
import io.vertx.core.MultiMap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The form of a monitor's settings, as it stands in the fields.
///
/// @param problem why it cannot be applied; empty when nothing is wrong
public record SettingsForm(
        String sensitivity,
        boolean above,
        boolean below,
        String minimum,
        String maximum,
        List<Range> exclusions,
        String problem) {
    private static final int MOST_EXCLUSIONS = 50;
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,30}(\\.\\d{1,30})?([eE][+-]?\\d{1,2})?");

    public record Range(String from, String to) {
        boolean isEmpty() {
            return from.isEmpty() && to.isEmpty();
        }
    }

    static SettingsForm of(Detection detection) {
        return new SettingsForm(
                text(detection.sensitivity()),
                detection.side() != Side.BELOW,
                detection.side() != Side.ABOVE,
                text(detection.minimum()),
                text(detection.maximum()),
                detection.exclusions().stream()
                        .map(one -> new Range(text(one.from()), text(one.to())))
                        .toList(),
                "");
    }

    static SettingsForm of(MultiMap fields) {
        List<String> from = fields.getAll("exclude_from");
        List<String> to = fields.getAll("exclude_to");
        List<Range> exclusions = new ArrayList<>();
        for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
            exclusions.add(new Range(from.get(i).strip(), to.get(i).strip()));
        }
        exclusions.removeIf(Range::isEmpty);
        return new SettingsForm(
                field(fields, "sensitivity"),
                fields.contains("above"),
                fields.contains("below"),
                field(fields, "minimum"),
                field(fields, "maximum"),
                List.copyOf(exclusions),
                "");
    }

    SettingsForm refused(String why) {
        return new SettingsForm(sensitivity, above, below, minimum, maximum, exclusions, why);
    }

    /// What is wrong with the fields, and what would be right; empty when nothing is.
    Optional<String> mistake() {
        Optional<Double> width = number(sensitivity);
        if (width.isEmpty() || width.get() < Detection.NARROWEST || width.get() > Detection.WIDEST) {
            return Optional.of("The sensitivity must be a number from 0.3 to 6.");
        }
        if (!above && !below) {
            return Optional.of("Choose at least one side: above or below the range.");
        }
        if (!isRange(minimum, maximum)) {
            return Optional.of("The smallest and the largest allowed value must be numbers, the smaller one first.");
        }
        if (exclusions.size() > MOST_EXCLUSIONS) {
            return Optional.of("There may be 50 exclusions at most.");
        }
        return exclusions.stream().allMatch(range -> isRange(range.from(), range.to()))
                ? Optional.empty()
                : Optional.of("An exclusion goes from a number to a larger one or the same; an empty end is open.");
    }

    /// Only without a mistake.
    Detection detection() {
        return new Detection(
                number(sensitivity).orElseThrow(),
                above && below ? Side.BOTH : above ? Side.ABOVE : Side.BELOW,
                number(minimum).orElse(null),
                number(maximum).orElse(null),
                exclusions.stream()
                        .map(range -> new Exclusion(
                                number(range.from()).orElse(null), number(range.to()).orElse(null)))
                        .toList());
    }

    private static boolean isRange(String from, String to) {
        Optional<Double> low = number(from);
        Optional<Double> high = number(to);
        return (from.isEmpty() || low.isPresent())
                && (to.isEmpty() || high.isPresent())
                && (low.isEmpty() || high.isEmpty() || low.get() <= high.get());
    }

    private static Optional<Double> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(Double.valueOf(text)) : Optional.empty();
    }

    private static String text(@Nullable Double number) {
        return number == null ? "" : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static String field(MultiMap fields, String name) {
        return Optional.ofNullable(fields.get(name)).orElse("").strip();
    }
}
