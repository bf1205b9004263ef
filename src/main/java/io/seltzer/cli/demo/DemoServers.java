package io.seltzer.cli.demo;

import io.seltzer.agent.Agent;
import io.seltzer.agent.AgentSettings;
import io.seltzer.cli.ControlPlaneDatabase;
import io.seltzer.cli.ControlPlaneWiring;
import io.seltzer.cli.ProcessVertx;
import io.seltzer.cli.RestClient;
import io.seltzer.cli.Running;
import io.seltzer.cli.ThisProgram;
import io.seltzer.cli.Version;
import io.seltzer.cloud.Bootstrap;
import io.seltzer.cloud.ControlPlane;
import io.seltzer.cloud.Settings;
import io.seltzer.cloud.postgres.EmbeddedPostgres;
import io.seltzer.cloud.store.ApiKey;
import io.seltzer.cloud.store.DatabaseAddress;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The demo's servers: one PostgreSQL with three databases, a control plane, an agent.
///
/// @param url of the page
/// @param warehouseUrl for psql, without the password
record DemoServers(String url, ApiKey key, String warehouseUrl, RestClient client) {
    static DemoServers start(Path folder, int port, FlightsData flights, DemoSteps steps, Running running) {
        EmbeddedPostgres postgres =
                running.add(EmbeddedPostgres.start(EmbeddedPostgres.Settings.in(folder.resolve("postgresql"))));
        steps.done("PostgreSQL is ready");
        Map<String, String> scanEnvironment = DemoDatabases.prepare(postgres, flights, steps);
        ApiKey key = DemoKey.in(folder);
        Vertx vertx = Vertx.vertx(ProcessVertx.servers());
        running.add(() -> vertx.close().await());
        ControlPlane cloud = cloud(vertx, port, ControlPlaneDatabase.on(postgres), key);
        running.add(() -> cloud.stop().await());
        String url = "http://localhost:" + cloud.port();
        steps.done("the control plane serves at " + url);
        Agent agent = agent(vertx, url, key, folder, scanEnvironment);
        running.add(() -> agent.stop().await());
        steps.done("the agent is at work");
        return new DemoServers(
                url,
                key,
                DemoDatabases.warehouseUrl(postgres) + " (password "
                        + scanEnvironment.get("WAREHOUSE_PASSWORD") + ")",
                new RestClient(url, key.id(), key.secret()));
    }

    private static ControlPlane cloud(Vertx vertx, int port, DatabaseAddress database, ApiKey key) {
        Bootstrap bootstrap = new Bootstrap("Hudson Air Data", Optional.of(key));
        return ControlPlane.start(vertx, Settings.of(port, database, bootstrap), ControlPlaneWiring.complete())
                .await();
    }

    private static Agent agent(
            Vertx vertx, String url, ApiKey key, Path folder, Map<String, String> scanEnvironment) {
        AgentSettings usual = AgentSettings.of(
                URI.create(url),
                new AgentSettings.ApiKey(key.id(), key.secret()),
                "demo",
                Version.CURRENT,
                folder.resolve("agent"),
                ThisProgram.command("scan"));
        AgentSettings settings = usual.withLaunch(new AgentSettings.Launch(
                usual.launch().command(), List.copyOf(scanEnvironment.keySet()), true, Optional.empty()));
        return Agent.start(vertx, settings, scanEnvironment).await();
    }
}
