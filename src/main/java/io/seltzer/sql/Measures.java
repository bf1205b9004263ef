package io.seltzer.sql;

import io.seltzer.contract.Literal;
import java.util.List;

/// What monitors measure, in one database's SQL. All expressions are self-contained (see [Conditions]).
public interface Measures {

    /// @param dataType as [MetadataQuery] names it
    ColumnKind kind(String dataType);

    /// A date or a time as a literal with its type, so that it also counts where nothing is compared with a column.
    default String bound(Literal literal) {
        return switch (literal) {
            case Literal.Date(var date) -> "DATE '" + date + "'";
            case Literal.DateTime(var time, var offset) -> offset == null
                    ? "TIMESTAMP '" + time + "'"
                    : "TIMESTAMP WITH TIME ZONE '" + time + offset + "'";
            case Literal.Text _, Literal.Decimal _, Literal.Truth _ -> throw new IllegalArgumentException("no time");
        };
    }

    /// For each row, how many of the bounds are not above the value: 0 before the first of them.
    ///
    /// @param bounds at least one, ascending, of the column's own type
    String bucket(String column, List<String> bounds);

    /// An aggregate of numbers in a form in which the driver can read it whatever it is: infinite, none, or of thousands of
    /// digits.
    String number(String aggregate);

    /// An aggregate: the latest of the times, as seconds since 1970 began, in the form of [#number]. Dates begin at
    /// midnight, and times without a zone count as if they were in UTC.
    String latestSeconds(String column);

    /// An aggregate: the smallest value that at least this share of the values does not exceed.
    ///
    /// @param fraction e.g. `0.25`
    default String percentile(String column, String fraction) {
        return "PERCENTILE_DISC(" + fraction + ") WITHIN GROUP (ORDER BY " + column + ")";
    }
}
