package io.seltzer.plan;

import io.seltzer.contract.ColumnValues.ColumnExpression;
import io.seltzer.contract.Missing;
import io.seltzer.contract.TestedRows;
import io.seltzer.contract.Validity;
import io.seltzer.contract.Validity.Reference;
import io.seltzer.sql.Conditions;
import io.seltzer.sql.Dialect;
import java.util.Optional;

/// Which rows are invalid because a reference column lacks their value: those that are tested and whose value, as
/// looked up, is not among the keys. A row that another rule already calls invalid looks up NULL, which is never
/// among the keys; so the lookup stays one plain equality, which databases answer with a hash join, where "invalid
/// or not found" would make them search the reference table once per row.
///
/// @param tested condition: the row has a value and passes the check's filter
/// @param value expression: what is looked up
/// @param reference the table with the keys
/// @param key the column with the keys
record ReferenceLookup(String tested, String value, String reference, String key) {

    static ReferenceLookup of(
            ColumnExpression expression,
            Missing missing,
            Validity validity,
            Reference reference,
            TestedRows tested,
            RowConditions rows) {
        Dialect dialect = rows.dialect();
        Validity otherRules = validity.withoutReference();
        String value = rows.expression(expression);
        return new ReferenceLookup(
                rows.presentRows(expression, missing, tested),
                otherRules.isEmpty()
                        ? value
                        : "CASE WHEN " + Conditions.not(rows.isInvalid(expression, otherRules)) + " THEN " + value
                                + " END",
                dialect.table(reference.dataset()),
                dialect.identifier(reference.column()));
    }

    /// A condition: `value` is not among the keys. `value` must carry its table's alias, lest a column of the
    /// reference table with the same name be taken.
    String isAbsent(String value) {
        return "NOT EXISTS (SELECT 1 FROM " + reference + " AS r WHERE r." + key + " = " + value + ")";
    }

    /// The keys as a table with the one column `k`, each once, so that a join to it never multiplies rows.
    String keys() {
        return "(SELECT DISTINCT r." + key + " AS k FROM " + reference + " AS r)";
    }
}
