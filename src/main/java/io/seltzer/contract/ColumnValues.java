package io.seltzer.contract;

/// Which values of a column a check looks at: the expression that stands for the column and what counts as
/// missing or invalid, after check settings and column settings were merged (contract-language §6).
public record ColumnValues(ColumnExpression expression, Missing missing, Validity validity) {

    /// The column itself, or the SQL that replaces it.
    public sealed interface ColumnExpression {
        String column();

        record Plain(String column) implements ColumnExpression {}

        record Computed(String column, String sql) implements ColumnExpression {}
    }
}
