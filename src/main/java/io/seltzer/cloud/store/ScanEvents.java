package io.seltzer.cloud.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/// The time line of a scan, besides its changes of state, which [StateChange] tells.
final class ScanEvents {
    private static final String TELL =
            """
            insert into scan_event (scan_id, organisation_id, epoch, event, detail, happened_at)
            select $1, $2, $3, event, detail, $4 from unnest($5::text[], $6::text[]) as told (event, detail)""";

    private ScanEvents() {}

    record Event(String event, String detail) {}

    static Future<Void> tell(
            SqlConnection connection,
            UUID organisation,
            UUID scan,
            long epoch,
            List<Event> events,
            OffsetDateTime now) {
        Tuple values = Tuple.of(scan, organisation, epoch, now)
                .addArrayOfString(events.stream().map(Event::event).toArray(String[]::new))
                .addArrayOfString(events.stream().map(Event::detail).toArray(String[]::new));
        return connection.preparedQuery(TELL).execute(values).mapEmpty();
    }
}
