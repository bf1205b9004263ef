package io.seltzer.contract;

/// A named regular expression in the language of the data source.
public record Format(String regex, String name) {}
