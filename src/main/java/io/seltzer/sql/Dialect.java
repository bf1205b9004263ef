package io.seltzer.sql;

import io.seltzer.contract.AggregateFunction;
import io.seltzer.contract.DatasetName;
import io.seltzer.contract.Literal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Everything in which one database's SQL differs from another's. All texts that a contract brings along pass
/// through here or through [Conditions#written(String)]; nothing else may put them into a statement.
///
/// Expressions and conditions given to these methods are self-contained (see [Conditions]), and so are those
/// that come back, unless said otherwise.
public interface Dialect {

    /// A name in quotes, as written: no case folding.
    String identifier(String name);

    /// The table's qualified name. The data source's name takes no part in it.
    String table(DatasetName dataset);

    String literal(Literal literal);

    /// A condition; never true for an empty list, for which SQL has no `IN`.
    default String isOneOf(String expression, List<Literal> values) {
        return values.isEmpty()
                ? Conditions.any(List.of())
                : expression + " IN " + values.stream().map(this::literal).collect(Collectors.joining(", ", "(", ")"));
    }

    /// A condition: the regular expression, in the database's own language, matches anywhere in the text.
    String matches(String expression, String regex);

    /// Number of characters.
    String length(String expression);

    /// The value in the database's own text form.
    String text(String expression);

    /// One value that is equal for two rows exactly if the text forms of all members are byte for byte equal,
    /// NULL being equal to NULL and to nothing else. Never NULL itself.
    String tuple(List<String> expressions);

    /// An aggregate: all rows.
    String countRows();

    /// An aggregate: rows for which the condition is true; 0, not NULL, when there are none.
    String count(String condition);

    /// An aggregate: different non-null values among the rows for which the condition is true.
    String countDistinct(String expression, Optional<String> condition);

    /// A query for a table's statistics, which costs next to nothing: one row with
    ///
    /// - `row_count`, a number: how many rows the table has; NULL when the database cannot tell
    /// - `sorted_columns`, a list of texts: the columns in whose order the rows lie, all but a few
    ///
    /// Empty where no plan depends on it.
    default Optional<String> statistics(DatasetName dataset) {
        return Optional.empty();
    }

    /// The fastest way to count different values.
    ///
    /// @param column whose values they are; empty when they are computed
    default DistinctCounting distinctCounting(TableStatistics statistics, Optional<String> column) {
        return DistinctCounting.FUSED;
    }

    /// An aggregate: the function over the values of the rows for which the condition is true, or its text form; NULL
    /// when there are none.
    String function(AggregateFunction function, String expression, String condition);

    /// An aggregate: the latest of the values among the rows for which the condition is true, or its text form in ISO
    /// 8601; NULL when there are none.
    String latest(String expression, Optional<String> condition);

    /// A query: the number of rows that a user's query returns.
    String countResult(String query);

    /// A query: the first rows of a user's query, in its order, so that a query without a limit returns no more than
    /// are looked at.
    String firstRows(String query, int number);

    /// For each row, how many rows for which the condition is true share its value of `key`; a window function.
    String countAlike(String key, Optional<String> condition);

    /// For each row, a list of those labels whose condition is true, in this order.
    String labels(List<Label> labels);

    /// What one item of [#labels(List)] stands for.
    record Label(String text, String condition) {}

    /// The query for a table's columns.
    MetadataQuery columns(DatasetName dataset);

    /// The query for the datasets that there are.
    DiscoveryQuery datasets(NamePatterns patterns);

    /// What monitors measure.
    Measures measures();

    /// What the database has written down about many tables.
    CatalogQueries catalog();

    /// Whether two type names, one of a contract and one of the database, mean the same type. Parameters are
    /// compared elsewhere.
    boolean sameType(String left, String right);

    /// The longest statement that the database takes, in characters.
    int maxStatementLength();

    /// The most columns that one query may return.
    int maxResultColumns();
}
