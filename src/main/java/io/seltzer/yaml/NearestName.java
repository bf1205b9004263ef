package io.seltzer.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the known name that a user probably meant.
public final class NearestName {
    /// No known name is longer; a longer one resembles none.
    private static final int LONGEST = 80;

    private NearestName() {}

    /// The known name nearest to `name`, if one is near enough: at most a third of its letters differ.
    public static Optional<String> of(String name, Collection<String> known) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        String wanted = folded(name);
        return known.stream()
                .min(Comparator.comparingInt((String candidate) -> distance(wanted, folded(candidate)))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate -> distance(wanted, folded(candidate)) <= allowance(candidate));
    }

    /// " Did you mean X?", or the known names when none is near.
    public static String hint(String name, Collection<String> known) {
        return of(name, known)
                .map(near -> " Did you mean " + near + "?")
                .orElseGet(() -> " Known here: " + String.join(", ", known) + ".");
    }

    private static int allowance(String candidate) {
        return Math.clamp(candidate.length() / 3, 1, 4);
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /// Edits (insert, delete, replace, swap of neighbours) between two texts.
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replace, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
