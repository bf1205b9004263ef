package io.seltzer.monitor;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Which columns may say when a row arrived, the likeliest first.
public final class PartitionColumnSuggestion {
    /// Times at which a row was written, then at which something happened; then any.
    private static final List<Pattern> NAMES = List.of(
            Pattern.compile(".*(ingest|load|insert|arriv(?!al)|received|_?etl_|dwh|synced|imported).*"),
            Pattern.compile(".*creat.*|added(_at|_on)?|row_?date|partition.*|ds|dt|dte"),
            Pattern.compile("(event|order|booking|transaction|trx|log|record|report|business|posting|flight|visit|session).*"),
            Pattern.compile(".*(_at|_on|_ts|_time|_date|date|time|timestamp|day)"));
    /// Times that change later, lie ahead or say nothing of the row's arrival.
    private static final Pattern UNLIKELY = Pattern.compile(
            ".*(updat|modif|chang|delet|birth|dob|expir|valid|due|start|end|until|schedul|sched|plan|deliver|cancel|last_).*");

    private PartitionColumnSuggestion() {}

    /// @param dataType the type as the source spells it, e.g. `timestamp(3) without time zone`
    /// @param sorted whether the rows lie in its order, as the database's statistics say: they came in that order
    public record Candidate(String name, String dataType, boolean sorted) {
        public Candidate(String name, String dataType) {
            this(name, dataType, false);
        }
    }

    /// Names of columns with a date or a time, in the order of the likelihood and then of the table.
    public static List<String> of(List<Candidate> columns) {
        return columns.stream()
                .filter(column -> rankOfType(column.dataType()) < Integer.MAX_VALUE)
                .sorted(Comparator.comparingInt((Candidate column) -> rankOfName(column.name()) - (column.sorted() ? 1 : 0))
                        .thenComparingInt(column -> rankOfType(column.dataType())))
                .map(Candidate::name)
                .toList();
    }

    private static int rankOfName(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        if (UNLIKELY.matcher(folded).matches()) {
            return NAMES.size() + 1;
        }
        for (int i = 0; i < NAMES.size(); i++) {
            if (NAMES.get(i).matcher(folded).matches()) {
                return i;
            }
        }
        return NAMES.size();
    }

    /// A point in time is never in doubt; a date only tells days apart.
    private static int rankOfType(String dataType) {
        String type = dataType.toLowerCase(Locale.ROOT);
        if (type.endsWith("[]")) {
            return Integer.MAX_VALUE;
        }
        if (type.startsWith("timestamptz") || (type.startsWith("timestamp") && type.endsWith("with time zone"))) {
            return 0;
        }
        if (type.startsWith("timestamp") || type.startsWith("datetime")) {
            return 1;
        }
        return type.equals("date") ? 2 : Integer.MAX_VALUE;
    }
}
