package io.seltzer.contract;

import java.util.ArrayList;
import java.util.List;

/// Members of a list on a command line: `a, "b, c"`.
final class QuotedMembers {
    private QuotedMembers() {}

    sealed interface Parsing {
        record Valid(List<String> members) implements Parsing {}

        /// @param fault the end of a sentence about the text
        record Faulty(String fault) implements Parsing {}
    }

    static Parsing parse(String text) {
        List<String> members = new ArrayList<>();
        StringBuilder member = new StringBuilder();
        boolean quoted = false;
        for (char character : (text + ",").toCharArray()) {
            if (character == '"') {
                quoted = !quoted;
            } else if (character == ',' && !quoted) {
                String found = member.toString().strip();
                if (found.isEmpty()) {
                    return new Parsing.Faulty("has an empty member.");
                }
                members.add(found);
                member.setLength(0);
            } else {
                member.append(character);
            }
        }
        return quoted ? new Parsing.Faulty("has a quote that does not end.") : new Parsing.Valid(members);
    }
}
