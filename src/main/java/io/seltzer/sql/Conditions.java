package io.seltzer.sql;

import java.util.List;

/// Puts conditions together. The invariant that makes it safe: a condition is either a comparison, or something
/// in parentheses, or conditions joined with AND; so AND may join any of them, and only OR and NOT need
/// parentheses of their own.
public final class Conditions {
    private static final String ALWAYS = "1 = 1";
    private static final String NEVER = "1 = 0";

    private Conditions() {}

    /// All hold; always true for none.
    public static String all(List<String> conditions) {
        return conditions.isEmpty() ? ALWAYS : String.join(" AND ", conditions);
    }

    /// One holds; never true for none.
    public static String any(List<String> conditions) {
        return switch (conditions.size()) {
            case 0 -> NEVER;
            case 1 -> conditions.getFirst();
            default -> "(" + String.join(" OR ", conditions) + ")";
        };
    }

    public static String not(String condition) {
        return "NOT(" + condition + ")";
    }

    /// SQL that a user wrote, a condition or an expression. The closing parenthesis stands on its own line
    /// because the text may end in a `--` comment.
    public static String written(String sql) {
        return "(" + sql + "\n)";
    }
}
