package io.seltzer.cloud.store;

import io.seltzer.protocol.AgentApi.Register;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/// The agents of an organisation and their running instances.
public final class Agents {
    private static final String REGISTER =
            """
            with registered as (
                insert into agent (organisation_id, name, version, launcher, registered_at, last_seen_at)
                values ($1, $2, $3, $4, $6, $6)
                on conflict (organisation_id, name) do update
                    set version = excluded.version, launcher = excluded.launcher, last_seen_at = excluded.last_seen_at
                returning id
            )
            insert into agent_instance (id, organisation_id, agent_id, last_seen_at)
            select $5, $1, id, $6 from registered
            on conflict (organisation_id, id) do update
                set agent_id = excluded.agent_id, last_seen_at = excluded.last_seen_at
            returning agent_id""";

    // The agent's own row is written rarely: claims of its instances would wait for each other there.
    private static final String SEEN =
            """
            with instance as (
                update agent_instance set last_seen_at = $2 where id = $1 returning agent_id
            ), told as (
                update agent set last_seen_at = $2 from instance
                where agent.id = instance.agent_id and agent.last_seen_at < $2 - interval '5 seconds'
            )
            select agent_id from instance""";

    private final Database database;

    public Agents(Database database) {
        this.database = database;
    }

    /// The agent's id. The same name again is the same agent; the same instance again is the same instance.
    public Future<UUID> register(UUID organisation, Register request) {
        Tuple values = Tuple.of(
                organisation,
                request.name(),
                request.version(),
                request.launcher(),
                request.instanceId(),
                database.now());
        return database.inOrganisation(organisation, connection -> connection
                .preparedQuery(REGISTER)
                .execute(values)
                .map(rows -> rows.iterator().next().getUUID("agent_id")));
    }

    /// Fails with [Refused] when the instance never registered.
    Future<Void> seen(SqlConnection connection, UUID instance) {
        return connection
                .preparedQuery(SEEN)
                .execute(Tuple.of(instance, database.now()))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw Refused.notFound(
                                "instance_not_registered", "This instance is not registered. Register first.");
                    }
                    return rows;
                })
                .mapEmpty();
    }
}
