package io.seltzer.sql;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Names that mean one type in a dialect (contract-language §15). Case does not matter.
///
/// @param groups of lower-case names
record TypeSynonyms(List<Set<String>> groups) {
    TypeSynonyms {
        groups = List.copyOf(groups);
    }

    boolean same(String left, String right) {
        String one = left.toLowerCase(Locale.ROOT);
        String other = right.toLowerCase(Locale.ROOT);
        return one.equals(other) || groups.stream().anyMatch(group -> group.contains(one) && group.contains(other));
    }
}
