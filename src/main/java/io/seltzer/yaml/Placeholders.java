package io.seltzer.yaml;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `${namespace.NAME}` inside texts (contract-language §4.1).
public final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{ *([a-z]+)\\.([a-zA-Z_][a-zA-Z_0-9]*) *}");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z_0-9]*");

    private Placeholders() {}

    /// A reference to a value by its name.
    public record Placeholder(String namespace, String name) {
        /// `${namespace.NAME}`, without the spaces that may stand inside.
        @Override
        public String toString() {
            return "${" + namespace + "." + name + "}";
        }
    }

    /// Replaces every placeholder whose value the lookup knows; leaves the others as they stand.
    ///
    /// @param lookup namespace and name to value
    public static String resolve(String text, BiFunction<String, String, Optional<String>> lookup) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        lookup.apply(found.group(1), found.group(2)).orElse(found.group())));
    }

    /// All placeholders of a text, in order.
    public static List<Placeholder> in(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(found -> new Placeholder(found.group(1), found.group(2)))
                .toList();
    }

    public static boolean occursIn(String text) {
        return PLACEHOLDER.matcher(text).find();
    }

    /// Whether the whole text is one placeholder.
    public static boolean isWhole(String text) {
        return PLACEHOLDER.matcher(text).matches();
    }

    /// Whether a placeholder can refer to the name.
    public static boolean canName(String name) {
        return NAME.matcher(name).matches();
    }
}
