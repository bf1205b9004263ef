package io.seltzer.plan;

import io.seltzer.contract.Literal;
import io.seltzer.monitor.Cadence;
import io.seltzer.monitor.Partition;
import io.seltzer.sql.ColumnKind;
import io.seltzer.sql.Measures;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// The column that says to which partition a row belongs.
///
/// @param sql its name in quotes
/// @param zone whose wall clock a column without a zone shows
record PartitionColumn(String sql, ColumnKind kind, ZoneId zone, Measures measures) {

    boolean fits(Cadence cadence) {
        return kind.isTime() && (kind != ColumnKind.DATE || cadence.hours() >= Cadence.DAILY.hours());
    }

    /// The first value of the column that is not before the instant.
    String bound(Instant instant) {
        return measures.bound(switch (kind) {
            case DATE -> {
                LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
                boolean isMidnight = local.toLocalTime().equals(LocalTime.MIDNIGHT);
                yield new Literal.Date(isMidnight ? local.toLocalDate() : local.toLocalDate().plusDays(1));
            }
            case TIMESTAMP -> new Literal.DateTime(
                    LocalDateTime.ofInstant(instant, zone).truncatedTo(ChronoUnit.MICROS), null);
            case INSTANT -> new Literal.DateTime(
                    LocalDateTime.ofInstant(instant, ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
            case NUMBER, TEXT, OTHER -> throw new IllegalStateException("no partition column");
        });
    }

    /// The first bound of a partition. A day may begin at one o'clock where midnight was skipped.
    String start(Partition partition) {
        return kind == ColumnKind.DATE ? date(partition.start()) : bound(partition.start());
    }

    String end(Partition partition) {
        return kind == ColumnKind.DATE ? date(partition.end()) : bound(partition.end());
    }

    private String date(Instant instant) {
        return measures.bound(new Literal.Date(LocalDateTime.ofInstant(instant, zone).toLocalDate()));
    }

    /// Whether the column's values say of each row if it lies in the partition. When clocks are put back, a wall clock shows
    /// an hour twice, and cannot tell what was before the second time from what was after.
    boolean separates(Partition partition) {
        return kind != ColumnKind.TIMESTAMP || (isTold(partition.start()) && isTold(partition.end()));
    }

    private boolean isTold(Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local.toLocalDateTime());
        return offsets.isEmpty() || local.getOffset().equals(offsets.getFirst());
    }
}
