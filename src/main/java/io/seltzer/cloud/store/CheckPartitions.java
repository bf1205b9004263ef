package io.seltzer.cloud.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/// Makes the monthly partitions of `check_result`: this month's and two more, so that a server that is down over
/// the end of a month misses nothing. Rows that fall between lie in the default partition.
public final class CheckPartitions {
    private static final int MONTHS_AHEAD = 2;

    /// One at a time among all control planes.
    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('seltzer.check_partitions'))";

    private final Database database;

    public CheckPartitions(Database database) {
        this.database = database;
    }

    public Future<Void> makeAhead() {
        YearMonth current = YearMonth.from(database.now().withOffsetSameInstant(ZoneOffset.UTC));
        List<YearMonth> months =
                IntStream.rangeClosed(0, MONTHS_AHEAD).mapToObj(current::plusMonths).toList();
        return database.outside(connection -> {
            Future<Void> made = connection.query(LOCK).execute().mapEmpty();
            for (YearMonth month : months) {
                made = made.compose(_ -> make(connection, month));
            }
            return made;
        });
    }

    /// A month whose rows lie in the default partition already gets no partition of its own (23514).
    private static Future<Void> make(SqlConnection connection, YearMonth month) {
        String name = "check_result_%d_%02d".formatted(month.getYear(), month.getMonthValue());
        LocalDate first = month.atDay(1);
        String sql =
                """
                do $make$
                begin
                    if to_regclass('%1$s') is null then
                        create table %1$s partition of check_result
                            for values from ('%2$s 00:00Z') to ('%3$s 00:00Z');
                        alter table %1$s enable row level security;
                        alter table %1$s force row level security;
                        create policy organisation on %1$s using (organisation_id = seltzer_organisation());
                    end if;
                exception when check_violation then
                    null;
                end
                $make$"""
                        .formatted(name, first, first.plusMonths(1));
        return connection.query(sql).execute().mapEmpty();
    }
}
