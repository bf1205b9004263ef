package io.seltzer.yaml;

/// How a node is written.
public enum YamlStyle {
    /// A mapping or a list, one line for each member.
    BLOCK,
    /// A mapping or a list in braces or brackets.
    FLOW,
    /// A scalar without quotes.
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    /// A scalar that keeps its line breaks.
    LITERAL,
    /// A scalar whose line breaks are spaces.
    FOLDED,
    /// A scalar in whatever style it needs.
    AS_NEEDED
}
