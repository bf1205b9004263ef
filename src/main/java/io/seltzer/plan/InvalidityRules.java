package io.seltzer.plan;

import io.seltzer.contract.Literal;
import io.seltzer.contract.Validity;
import io.seltzer.sql.Conditions;
import io.seltzer.sql.Dialect;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// The rules of a [Validity] as conditions that are true for an invalid value; the reference is not among them.
final class InvalidityRules {
    private InvalidityRules() {}

    static List<String> of(String value, Validity validity, Dialect dialect) {
        List<String> rules = new ArrayList<>();
        validity.validValues().ifPresent(values -> rules.add(Conditions.not(dialect.isOneOf(value, values))));
        validity.invalidValues().ifPresent(values -> rules.add(dialect.isOneOf(value, values)));
        validity.validFormat()
                .ifPresent(format -> rules.add(Conditions.not(dialect.matches(value, format.regex()))));
        validity.invalidFormat().ifPresent(format -> rules.add(dialect.matches(value, format.regex())));
        validity.min().ifPresent(min -> rules.add(value + " < " + number(dialect, min)));
        validity.max().ifPresent(max -> rules.add(value + " > " + number(dialect, max)));
        validity.length().ifPresent(length -> rules.add(dialect.length(value) + " != " + length));
        validity.minLength().ifPresent(length -> rules.add(dialect.length(value) + " < " + length));
        validity.maxLength().ifPresent(length -> rules.add(dialect.length(value) + " > " + length));
        return rules;
    }

    private static String number(Dialect dialect, BigDecimal value) {
        return dialect.literal(new Literal.Decimal(value));
    }
}
