package io.seltzer.contract;

import io.seltzer.contract.Check.FreshnessCheck;
import io.seltzer.contract.ColumnValues.ColumnExpression;
import io.seltzer.contract.ThresholdReader.Expectation;
import io.seltzer.yaml.Scalar;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Reads freshness checks (contract-language §9.9).
final class FreshnessReader {
    private static final ThresholdReader AN_AGE = new ThresholdReader(Optional.empty(), ThresholdKind.AGE);

    private final VariableScope variables;
    private final Instant dataTimestamp;

    /// @param dataTimestamp from which age counts where the check names no other time
    FreshnessReader(VariableScope variables, Instant dataTimestamp) {
        this.variables = variables;
        this.dataTimestamp = dataTimestamp;
    }

    Check read(CheckBody body, Optional<ColumnDefaults> owner) {
        owner.ifPresent(column -> body.error(
                "contract.misplaced-check",
                "freshness cannot stand under a column. Move it to the checks of the dataset and write column: "
                        + column.name() + " in it."));
        String column = body.fields().requiredText("column").orElse("");
        ColumnExpression expression = body.fields()
                .trimmed("column_expression")
                .<ColumnExpression>map(sql -> new ColumnExpression.Computed(column, sql))
                .orElseGet(() -> new ColumnExpression.Plain(column));
        Expectation expected = AN_AGE.read(body);
        Instant now = body.fields()
                .text("now_variable")
                .flatMap(name -> time(body, name))
                .orElse(dataTimestamp)
                .truncatedTo(ChronoUnit.SECONDS); // as results state it
        return new FreshnessCheck(body.header(), expression, now, expected.age(), expected.threshold());
    }

    private Optional<Instant> time(CheckBody body, String name) {
        if (!variables.declares(name)) {
            body.errorAtValue(
                    "contract.unknown-variable",
                    "now_variable names " + name + ", which is not declared." + variables.hint(name),
                    "now_variable");
            return Optional.empty();
        }
        Optional<VariableScope.Value> value = variables.named(name);
        if (value.isEmpty()) {
            // Its fault is reported where it is declared.
            return Optional.empty();
        }
        Optional<Instant> time = value.get().scalar() instanceof Scalar.Text(String text)
                ? Timestamps.instant(text)
                : Optional.empty();
        if (time.isEmpty()) {
            body.errorAtValue(
                    "contract.now-variable",
                    "The variable " + name + " must be a time like 2026-05-04T08:00:00Z.",
                    "now_variable");
        }
        return time;
    }
}
