package io.seltzer.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What an aggregate check computes. The `..._LENGTH` ones look at the number of characters.
public enum AggregateFunction {
    AVG,
    SUM,
    MIN,
    MAX,
    AVG_LENGTH,
    MIN_LENGTH,
    MAX_LENGTH;

    /// Case and underscores do not matter: `avgLength` is `avg_length`.
    static Optional<AggregateFunction> of(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace("_", "");
        return Arrays.stream(values())
                .filter(function -> function.key().replace("_", "").equals(plain))
                .findFirst();
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(AggregateFunction::key).toList();
    }

    /// As contracts and results spell it, e.g. `avg_length`.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
