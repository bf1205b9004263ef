package io.seltzer.agent.launch;

import java.util.List;
import java.util.regex.Pattern;

/// Takes out of a text what looks like a secret. For values that nobody here knows, such as those that a cluster gives
/// to a scan: by their shape alone, rather too much than too little.
final class Redaction {
    static final String REDACTED = "***";

    private record Rule(Pattern shape, String replacement) {
        static Rule of(String shape, String replacement) {
            return new Rule(Pattern.compile(shape, Pattern.CASE_INSENSITIVE), replacement);
        }
    }

    private static final List<Rule> RULES = List.of(
            // Keys and certificates, also when their first or last lines are cut off.
            Rule.of("-----BEGIN [A-Z0-9 ]+-----(?s:.*?)(-----END [A-Z0-9 ]+-----|\\z)", REDACTED),
            Rule.of("\\A(?s:.*?)-----END [A-Z0-9 ]+-----", REDACTED),
            // scheme://user:password@host; the password may hold anything but a blank.
            Rule.of("([a-z][a-z0-9+.-]*://)[^\\s/@]*:[^\\s]*@", "$1" + REDACTED + "@"),
            Rule.of("\\b(bearer|basic)\\s+[\\w.~+/=-]{6,}", "$1 " + REDACTED),
            // JSON web tokens.
            Rule.of("\\beyJ[\\w-]{4,}\\.[\\w-]+(\\.[\\w-]*)?", REDACTED),
            // password=..., "apiKey": "...", --token ..., PGPASSWORD is ...
            Rule.of(
                    "([\\w.-]*(?:pass|pwd|secret|token|key|credential|signature)[\\w.-]*[\"']?\\s*(?:=>|=|:)\\s*)"
                            + "(?:\"(?:[^\"\\\\\\n]|\\\\.)*\"?|'[^'\\n]*'?|[^\\s,;&)]+)",
                    "$1" + REDACTED),
            Rule.of("(--?[\\w-]*(?:pass|pwd|secret|token|key)[\\w-]*\\s+)(?!-)\\S+", "$1" + REDACTED));

    private Redaction() {}

    static String of(String text) {
        String redacted = text;
        for (Rule rule : RULES) {
            redacted = rule.shape().matcher(redacted).replaceAll(rule.replacement());
        }
        return redacted;
    }
}
