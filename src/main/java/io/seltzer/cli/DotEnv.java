package io.seltzer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file of environment variables: a line `NAME=VALUE` for each, with or without `export` before it.
///
/// A value in single quotes is taken as it is; in double quotes `\n`, `\t`, `\r`, `\"`, `\\` and `\$` stand for what they
/// mean elsewhere. Both may go over several lines. Without quotes a value ends at the end of the line or before a blank
/// and a `#`. Lines of another form mean nothing.
record DotEnv(Map<String, String> variables) {
    private static final Pattern VARIABLE = Pattern.compile(
            """
            (?mx) ^ \\h* (?: export \\h+ )? (?<name> [A-Za-z_][A-Za-z0-9_.]* ) \\h* = \\h*
            (?: '(?<literal> [^']*+ )' | "(?<escaped> (?: [^"\\\\]++ | \\\\[\\s\\S] )*+ )" | (?<plain> [^\\r\\n]*? ) )
            \\h* (?: (?<= \\h) \\# .* )? \\r? $
            """);
    private static final Pattern ESCAPE = Pattern.compile("\\\\([\\s\\S])");

    DotEnv {
        variables = Map.copyOf(variables);
    }

    /// Empty when there is no such file, or it cannot be read.
    static DotEnv read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException noFile) {
            return new DotEnv(Map.of());
        }
    }

    /// Of a name that comes twice, the last value counts.
    static DotEnv parse(String text) {
        Map<String, String> variables = new LinkedHashMap<>();
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            variables.put(matcher.group("name"), value(matcher));
        }
        return new DotEnv(variables);
    }

    private static String value(Matcher matcher) {
        String literal = matcher.group("literal");
        String escaped = matcher.group("escaped");
        if (literal != null) {
            return literal;
        }
        return escaped == null ? matcher.group("plain") : unescaped(escaped);
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        switch (escape.group(1)) {
                            case "n" -> "\n";
                            case "t" -> "\t";
                            case "r" -> "\r";
                            case "\"", "\\", "$" -> escape.group(1);
                            default -> escape.group();
                        }));
    }
}
