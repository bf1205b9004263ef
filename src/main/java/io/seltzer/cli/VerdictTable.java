package io.seltzer.cli;

import io.seltzer.check.CheckValue;
import io.seltzer.check.Diagnostics;
import io.seltzer.check.Evaluation;
import io.seltzer.check.FailedRows;
import io.seltzer.check.Outcome;
import io.seltzer.check.SchemaEvent;
import io.seltzer.contract.Check;
import io.seltzer.scan.ContractScan;
import io.seltzer.scan.ThresholdWords;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The verdicts of one contract, as the command line shows them.
final class VerdictTable {
    private static final int DIGITS = 10;

    private static final String OUTCOME = "Outcome";
    private static final Map<String, String> COLOURS = Map.of(
            outcome(Outcome.PASSED), TextTable.GREEN,
            outcome(Outcome.FAILED), TextTable.RED,
            outcome(Outcome.WARNED), TextTable.YELLOW,
            outcome(Outcome.NOT_EVALUATED), TextTable.RED,
            outcome(Outcome.EXCLUDED), TextTable.DIM);

    private final ContractScan.Report report;
    private final boolean verbose;

    /// @param verbose shows identities too
    VerdictTable(ContractScan.Report report, boolean verbose) {
        this.report = report;
        this.verbose = verbose;
    }

    /// @param width the most characters of a line
    String render(int width, boolean colours) {
        TextTable table = verbose
                ? new TextTable("Column", "Check", "Rule", "Value", "Failed rows", OUTCOME, "Identity")
                : new TextTable("Column", "Check", "Rule", "Value", "Failed rows", OUTCOME);
        for (Evaluation evaluation : report.evaluations()) {
            String column = evaluation.check().header().column().orElse("(dataset)");
            String name = evaluation.check().header().name();
            if (verbose) {
                table.row(
                        column, name, rule(evaluation.check()), value(evaluation), failedRows(evaluation),
                        outcome(evaluation.outcome()), evaluation.check().header().identity());
            } else {
                table.row(
                        column, name, rule(evaluation.check()), value(evaluation), failedRows(evaluation),
                        outcome(evaluation.outcome()));
            }
        }
        return report.contract().dataset() + "\n\n"
                + table.render("", width, colours ? VerdictTable::colour : (_, _) -> "") + schemaEvents() + "\n" + summary() + "\n";
    }

    private static String colour(String head, String cell) {
        return head.equals(OUTCOME) ? COLOURS.getOrDefault(cell, "") : "";
    }

    private static String rule(Check check) {
        return switch (check) {
            case Check.SchemaCheck _ -> "as in the contract";
            case Check.Measured measured -> ThresholdWords.of(measured);
            case Check.UnsupportedCheck _ -> "";
        };
    }

    private static String value(Evaluation evaluation) {
        return evaluation.value().map(VerdictTable::value).orElse("");
    }

    private static String value(CheckValue value) {
        return switch (value) {
            case CheckValue.Exact exact -> number(exact.number());
            case CheckValue.Floating floating -> number(floating.number());
            case CheckValue.Percent percent ->
                percent.number().setScale(2, RoundingMode.DOWN).toPlainString() + " %";
        };
    }

    /// Whole digits all, and of others as many as make ten.
    static String number(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        int decimals = Math.max(0, DIGITS - (plain.precision() - plain.scale()));
        BigDecimal shown = plain.scale() > decimals ? plain.setScale(decimals, RoundingMode.HALF_EVEN) : plain;
        return shown.stripTrailingZeros().scale() <= 0
                ? String.format(Locale.ROOT, "%,d", shown.toBigInteger())
                : shown.stripTrailingZeros().toPlainString();
    }

    private static String failedRows(Evaluation evaluation) {
        return switch (evaluation.diagnostics()) {
            case Diagnostics.Missing(FailedRows rows) -> count(rows);
            case Diagnostics.Invalid(FailedRows rows, _) -> count(rows);
            case Diagnostics.Duplicate(FailedRows rows, _) -> count(rows);
            case Diagnostics.DuplicateRows(FailedRows rows) -> count(rows);
            case Diagnostics.FailedRowsFound(FailedRows rows) -> count(rows);
            case Diagnostics.RowCount _,
                    Diagnostics.Aggregate _,
                    Diagnostics.Metric _,
                    Diagnostics.Freshness _,
                    Diagnostics.Schema _,
                    Diagnostics.None _ -> "";
        };
    }

    private static String count(FailedRows rows) {
        return rows.count().isPresent() ? grouped(rows.count().getAsLong()) : "";
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String outcome(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "passed";
            case FAILED -> "FAILED";
            case WARNED -> "WARNED";
            case NOT_EVALUATED -> "not evaluated";
            case EXCLUDED -> "excluded";
        };
    }

    private String schemaEvents() {
        return report.evaluations().stream()
                .map(Evaluation::diagnostics)
                .flatMap(diagnostics -> diagnostics instanceof Diagnostics.Schema schema
                        ? schema.events().stream()
                        : List.<SchemaEvent>of().stream())
                .map(event -> "\n" + words(event))
                .collect(Collectors.joining());
    }

    private static String words(SchemaEvent event) {
        return switch (event) {
            case SchemaEvent.MissingColumn missing ->
                "Schema: the column " + missing.expected().name() + " is missing.";
            case SchemaEvent.UnexpectedColumn extra ->
                "Schema: the column " + extra.actual().name() + " is not in the contract.";
            case SchemaEvent.TypeMismatch mismatch ->
                "Schema: " + mismatch.expected().name() + " should be "
                        + mismatch.expected().type().orElse("of another type") + " and is "
                        + mismatch.actual().sourceType().orElse(mismatch.actual().type()) + ".";
            case SchemaEvent.OrderViolation order ->
                "Schema: " + order.column() + " comes after " + order.after() + ", the contract has it before.";
        };
    }

    private String summary() {
        return report.evaluations().stream()
                .collect(Collectors.groupingBy(
                        Evaluation::outcome, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getValue() + " " + outcome(entry.getKey()).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ", "", "."));
    }
}
