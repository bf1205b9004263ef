package io.seltzer.cloud.web;

import io.seltzer.monitor.Detection;
import io.seltzer.monitor.Detection.Exclusion;
import io.seltzer.monitor.Detection.Side;
import io.seltzer.monitor.MonitorFault;
import io.seltzer.monitor.MonitorRules;
import io.vertx.core.MultiMap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    /// Members of a monitor as files spell them.
    private static final String SENSITIVITY = "sensitivity";

    private static final String SIDE = "alert";
    private static final String RANGE = "valid_range";
    private static final String EXCLUSIONS = "exclude";
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

    /// All that is wrong with the fields, and what would be right; empty when nothing is.
    Optional<String> mistakes() {
        Set<String> members = new LinkedHashSet<>();
        MonitorRules.faults(detection()).forEach(fault -> members.add(fault.member()));
        if (!above && !below) {
            members.add(SIDE);
        }
        return members.isEmpty()
                ? Optional.empty()
                : Optional.of(members.stream().map(SettingsForm::advice).collect(Collectors.joining(" ")));
    }

    private static String advice(String member) {
        return switch (member) {
            case SENSITIVITY -> "The sensitivity must be a number from %s to %s."
                    .formatted(text(Detection.NARROWEST), text(Detection.WIDEST));
            case SIDE -> "Choose at least one side: above or below the range.";
            case RANGE -> "The smallest and the largest allowed value must be numbers, the smaller one first.";
            case EXCLUSIONS -> "An exclusion goes from a number to a larger one or the same; an empty end is open. There may be "
                    + MonitorRules.MOST_EXCLUSIONS + " at most.";
            default -> throw new IllegalArgumentException(member);
        };
    }

    /// What is no number in the fields is none here either.
    Detection detection() {
        return new Detection(
                number(sensitivity),
                above && below ? Side.BOTH : above ? Side.ABOVE : Side.BELOW,
                bound(minimum),
                bound(maximum),
                exclusions.stream()
                        .map(range -> new Exclusion(bound(range.from()), bound(range.to())))
                        .toList());
    }

    private static @Nullable Double bound(String text) {
        return text.isEmpty() ? null : number(text);
    }

    private static double number(String text) {
        return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    }

    private static String text(@Nullable Double number) {
        return number == null ? "" : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static String field(MultiMap fields, String name) {
        return Optional.ofNullable(fields.get(name)).orElse("").strip();
    }
}
