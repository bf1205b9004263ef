package io.seltzer.cloud.web;

import io.seltzer.protocol.results.Diagnostics;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A check with its latest result, in words.
///
/// @param column absent for checks of the whole dataset
/// @param value with unit; a dash when it was not measured
/// @param rule the threshold; empty when there is none
/// @param detail what is wrong: counts and names of columns, never values; empty when nothing is
/// @param measured absent before the first result
/// @param kept its failed rows in the diagnostics warehouse
public record CheckLine(
        String name,
        Optional<String> column,
        State state,
        String value,
        String rule,
        String detail,
        LastSeven seven,
        Optional<Moment> measured,
        Optional<FailedRows.Kept> kept) {
    private static final String DASH = "–";

    static CheckLine of(MeasuredCheck check, FailedRows failedRows) {
        @Nullable Diagnostics diagnostics = check.diagnostics();
        AgreedValues agreed = AgreedValues.read(check.definition());
        return new CheckLine(
                check.name(),
                Optional.ofNullable(check.column()),
                check.state(),
                diagnostics == null ? DASH : value(check.state(), diagnostics, agreed),
                diagnostics == null ? "" : Rule.words(diagnostics, agreed),
                diagnostics == null || !check.state().isTrouble() ? "" : detail(diagnostics),
                new LastSeven(check.lastSeven()),
                Optional.ofNullable(check.measured()).map(Moment::new),
                failedRows.keptFor(check.identity()));
    }

    private static String value(State state, Diagnostics diagnostics, AgreedValues agreed) {
        return state == State.NOT_EVALUATED || state == State.NO_RESULT || diagnostics.value() == null
                ? DASH
                : Unit.of(diagnostics.v4(), agreed.percent()).with(diagnostics.value());
    }

    private static String detail(Diagnostics diagnostics) {
        return switch (diagnostics.v4()) {
            case Diagnostics.Missing(var failed, _, _, var tested, _) -> rows(failed, tested);
            case Diagnostics.Invalid(var failed, _, _, var tested, _, _) -> rows(failed, tested);
            case Diagnostics.Duplicate(var failed, _, _, var tested, _, _) -> rows(failed, tested);
            case Diagnostics.FailedRows(var failed, _, _, var tested, _) -> rows(failed, tested);
            case Diagnostics.Schema schema -> SchemaDifference.words(
                    schema, diagnostics.value() == null ? 0 : diagnostics.value().longValue());
            case Diagnostics.RowCount _,
                    Diagnostics.Aggregate _,
                    Diagnostics.Metric _,
                    Diagnostics.Freshness _,
                    Diagnostics.AnomalyDetection _ ->
                "";
            case null -> "";
        };
    }

    private static String rows(@Nullable Long failed, @Nullable Long tested) {
        return failed == null || tested == null || failed == 0
                ? ""
                : Figures.count(failed) + " of " + Figures.of(tested, "row", "rows");
    }
}
