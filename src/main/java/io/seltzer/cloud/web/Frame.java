package io.seltzer.cloud.web;

import io.seltzer.cloud.store.Caller;
import java.util.Arrays;
import java.util.stream.Collectors;

/// What stands around the contents of a page.
public record Frame(String title, Section section, String organisation, String keyId) {

    static Frame of(String title, Section section, Caller visitor) {
        return new Frame(title, section, visitor.organisationName(), visitor.keyId());
    }

    /// First characters of the first two words of the organisation's name.
    public String initials() {
        return Arrays.stream(organisation.strip().split("\\s+"))
                .limit(2)
                .map(word -> word.isEmpty() ? "" : Character.toString(Character.toUpperCase(word.codePointAt(0))))
                .collect(Collectors.joining());
    }
}
