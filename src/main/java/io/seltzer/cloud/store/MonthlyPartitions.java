package io.seltzer.cloud.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/// Makes the monthly partitions of the tables that grow with each scan: this month's and two more, so that a server that
/// is down over the end of a month misses nothing, and past months where a table is filled after the fact. Rows that fall
/// between lie in the default partition.
public final class MonthlyPartitions {
    private static final int MONTHS_AHEAD = 2;

    private static final List<Table> TABLES = List.of(new Table("check_result", 0), new Table("measurement", 13));

    /// One at a time among all control planes.
    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('seltzer.monthly_partitions'))";

    private final Database database;

    public MonthlyPartitions(Database database) {
        this.database = database;
    }

    /// @param monthsBack how many months of the past have a partition
    private record Table(String name, int monthsBack) {}

    public Future<Void> makeAhead() {
        YearMonth current = YearMonth.from(database.now().withOffsetSameInstant(ZoneOffset.UTC));
        return database.outside(connection -> {
            Future<Void> made = connection.query(LOCK).execute().mapEmpty();
            for (Table table : TABLES) {
                for (YearMonth month : months(table, current)) {
                    made = made.compose(_ -> make(connection, table.name(), month));
                }
            }
            return made;
        });
    }

    private static List<YearMonth> months(Table table, YearMonth current) {
        return IntStream.rangeClosed(-table.monthsBack(), MONTHS_AHEAD)
                .mapToObj(current::plusMonths)
                .toList();
    }

    /// A month whose rows lie in the default partition already gets no partition of its own (23514).
    private static Future<Void> make(SqlConnection connection, String table, YearMonth month) {
        String name = "%s_%d_%02d".formatted(table, month.getYear(), month.getMonthValue());
        LocalDate first = month.atDay(1);
        String sql =
                """
                do $make$
                begin
                    if to_regclass('%1$s') is null then
                        create table %1$s partition of %2$s
                            for values from ('%3$s 00:00Z') to ('%4$s 00:00Z');
                        alter table %1$s enable row level security;
                        alter table %1$s force row level security;
                        create policy organisation on %1$s using (organisation_id = seltzer_organisation());
                    end if;
                exception when check_violation then
                    null;
                end
                $make$"""
                        .formatted(name, table, first, first.plusMonths(1));
        return connection.query(sql).execute().mapEmpty();
    }
}
