package io.seltzer.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes libpq's connection strings apart: `host=db user=scan ...`, and `postgresql://scan@db/shop?...`.
final class ConnectionString {
    private static final Pattern URL = Pattern.compile(
            "postgres(?:ql)?://(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?"
                    + "(?<host>\\[[^\\]]*\\]|[^:/?,]*)(?::(?<port>[0-9]*))?(?:/(?<dbname>[^?]*))?(?:\\?(?<rest>.*))?");
    private static final Pattern PAIR =
            Pattern.compile("\\s*(?<key>[a-z_]+)\\s*=\\s*(?:'(?<quoted>(?:[^'\\\\]|\\\\.)*)'|(?<plain>(?:[^\\s'\\\\]|\\\\.)*))(?=\\s|$)");

    private ConnectionString() {}

    /// By libpq's names; empty when the text has neither form. An empty value counts as absent.
    static Optional<Map<String, String>> parse(String text) {
        Matcher url = URL.matcher(text.strip());
        Optional<Map<String, String>> parts = url.matches() ? ofUrl(url) : ofPairs(text.strip());
        parts.ifPresent(found -> found.values().removeIf(String::isEmpty));
        return parts;
    }

    private static Optional<Map<String, String>> ofUrl(Matcher url) {
        Map<String, String> parts = new HashMap<>();
        try {
            for (String name : List.of("user", "password", "host", "port", "dbname")) {
                String value = url.group(name);
                if (value != null) {
                    parts.put(name, decoded(value.startsWith("[") ? value.substring(1, value.length() - 1) : value));
                }
            }
            String rest = url.group("rest");
            for (String pair : rest == null ? new String[0] : rest.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals < 1) {
                    return Optional.empty();
                }
                parts.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
            return Optional.of(parts);
        } catch (IllegalArgumentException notPercentEncoded) {
            return Optional.empty();
        }
    }

    /// Unlike in a form, a plus is a plus.
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Optional<Map<String, String>> ofPairs(String text) {
        Map<String, String> parts = new HashMap<>();
        Matcher pair = PAIR.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (!pair.find(end) || pair.start() != end) {
                return Optional.empty();
            }
            String quoted = pair.group("quoted");
            String value = quoted == null ? pair.group("plain") : quoted;
            parts.put(pair.group("key"), value.replaceAll("\\\\(.)", "$1"));
            end = pair.end();
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(parts);
    }
}
