package io.seltzer.scan;

import io.seltzer.config.DataSourceFile;
import io.seltzer.contract.Check;
import io.seltzer.contract.CheckSelection;
import io.seltzer.contract.Contract;
import io.seltzer.plan.AggregationQuery;
import io.seltzer.plan.FailedRowsPlanner;
import io.seltzer.plan.MetricQuery;
import io.seltzer.plan.RowColumn;
import io.seltzer.plan.ScanPlan;
import io.seltzer.plan.ScanPlanner;
import io.seltzer.source.SourceSession;
import io.seltzer.sql.Dialect;
import io.seltzer.sql.TableStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a scan would ask of its data source, as a script that a database's shell can run: SQL, and why it is asked in
/// comments. Pure.
public final class ScanExplanation {
    private static final int COMMENT_WIDTH = 100;
    private static final Pattern GAP = Pattern.compile("[\\s\\p{Cntrl}\\u2028\\u2029]+");
    private static final TableStatistics LARGE =
            new TableStatistics(OptionalLong.of(Long.MAX_VALUE), Set.of());

    private final Contract contract;
    private final CheckSelection selection;
    private final Dialect dialect;

    /// @param selection checks that would run
    public static ScanExplanation of(Contract contract, CheckSelection selection, DataSourceFile source) {
        return new ScanExplanation(contract, selection, SourceSession.dialectOf(source));
    }

    ScanExplanation(Contract contract, CheckSelection selection, Dialect dialect) {
        this.contract = contract;
        this.selection = selection;
        this.dialect = dialect;
    }

    private record Query(String purpose, String sql) {}

    /// @param collected whether failed rows would go to a warehouse
    public String render(boolean collected) {
        List<Query> queries = queries(TableStatistics.UNKNOWN);
        long selected = contract.checks().stream().filter(selection::selects).count();
        StringBuilder script = new StringBuilder(comment(contract.dataset() + ": " + Count.of(selected, "check") + ", "
                + Count.of(queries.size(), "query", "queries") + ", all in one snapshot. Nothing was executed."));
        for (int i = 0; i < queries.size(); i++) {
            script.append('\n')
                    .append(comment("Query " + (i + 1) + " of " + queries.size() + ": "
                            + queries.get(i).purpose() + "."))
                    .append(statement(queries.get(i).sql()));
        }
        script.append(forLargeTable(queries));
        if (collected) {
            script.append(failedRows());
        }
        return script.toString();
    }

    private List<Query> queries(TableStatistics statistics) {
        ScanPlan plan = ScanPlanner.plan(contract, selection::selects, dialect, statistics);
        List<Query> queries = new ArrayList<>();
        plan.schema().ifPresent(query -> queries.add(new Query("the columns of the table", query.sql())));
        plan.aggregations().forEach(query -> queries.add(query(query)));
        plan.others().forEach(query -> queries.add(query(query)));
        return queries;
    }

    private static Query query(AggregationQuery query) {
        String metrics = query.aggregates().stream()
                .flatMap(aggregate -> aggregate.metrics().stream())
                .map(MetricWords::of)
                .distinct()
                .collect(Collectors.joining("; "));
        return new Query("in one pass, " + metrics, query.sql());
    }

    private static Query query(MetricQuery query) {
        return new Query(MetricWords.of(query.metrics().getFirst()), query.sql());
    }

    /// What the database estimates of the table decides, which only a scan gets to know.
    private String forLargeTable(List<Query> ofSmall) {
        List<Query> ofLarge = queries(LARGE);
        List<String> instead = ofSmall.stream()
                .filter(query -> !ofLarge.contains(query))
                .map(query -> String.valueOf(ofSmall.indexOf(query) + 1))
                .toList();
        if (instead.isEmpty()) {
            return "";
        }
        StringBuilder script = new StringBuilder("\n")
                .append(comment("The above is for a table that is small or of unknown size. What is asked first, to know that,"
                        + " and in the order of which columns the rows lie, which then have a COUNT(DISTINCT ...) of their own"
                        + " instead of a GROUP BY:"))
                .append(ScanPlanner.statistics(contract, selection::selects, dialect)
                        .map(ScanExplanation::statement)
                        .orElse(""));
        List<Query> others =
                ofLarge.stream().filter(query -> !ofSmall.contains(query)).toList();
        for (int i = 0; i < others.size(); i++) {
            script.append('\n')
                    .append(comment("For a large table, instead of query " + String.join(" and ", instead) + ", "
                            + (i + 1) + " of " + others.size() + ": " + others.get(i).purpose() + "."))
                    .append(statement(others.get(i).sql()));
        }
        return script.toString();
    }

    private String failedRows() {
        List<Check> checks = contract.checks().stream().filter(selection::selects).toList();
        List<RowColumn> columns = contract.columns().stream()
                .map(column -> new RowColumn(column.name(), false))
                .toList();
        return FailedRowsPlanner.plan(contract, checks, dialect, columns)
                .map(query -> "\n"
                        + comment("The failed rows for the warehouse, as if all of these checks failed: "
                                + query.checks().stream()
                                        .map(check -> check.header().path())
                                        .collect(Collectors.joining(", "))
                                + ".")
                        + comment("A scan asks for the checks that failed, and for all columns of the table.")
                        + statement(query.sql()))
                .orElse("");
    }

    /// Every line of it is a comment, whatever a column is called: what follows a line break would be executed.
    private static String comment(String text) {
        StringBuilder comment = new StringBuilder();
        StringBuilder line = new StringBuilder("--");
        for (String word : GAP.split(text, -1)) {
            if (line.length() + 1 + word.length() > COMMENT_WIDTH && line.length() > 2) {
                comment.append(line).append('\n');
                line = new StringBuilder("--");
            }
            line.append(' ').append(word);
        }
        return comment.append(line).append('\n').toString();
    }

    /// A user's text may end in a comment, which must not take the semicolon.
    private static String statement(String sql) {
        String lastLine = sql.substring(sql.lastIndexOf('\n') + 1);
        return sql + (lastLine.contains("--") ? "\n;\n" : ";\n");
    }
}
