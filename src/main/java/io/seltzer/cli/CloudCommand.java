package io.seltzer.cli;

import io.seltzer.cloud.Bootstrap;
import io.seltzer.cloud.ControlPlane;
import io.seltzer.cloud.Settings;
import io.seltzer.cloud.postgres.EmbeddedPostgres;
import io.seltzer.cloud.postgres.PostgresRefused;
import io.seltzer.cloud.store.DatabaseAddress;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Runs a control plane.
@Command(
        name = "cloud",
        description = "Runs the control plane. With a command: talks to one.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The first API key comes from " + Bootstrap.KEY_ID + " and",
            Bootstrap.KEY_SECRET + "; otherwise one is made and printed once.",
            "The database's user and password may come from SELTZER_DB_USER and SELTZER_DB_PASSWORD."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class CloudCommand implements Callable<Integer> {
    @Option(names = "--port", defaultValue = "8080", description = "Where it listens; default ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--bind",
            defaultValue = "127.0.0.1",
            description = "Address it listens at; default ${DEFAULT-VALUE}, 0.0.0.0 for all.")
    private String bind;

    @Option(names = "--public-url", description = "Where users and agents reach it, for links.")
    private @Nullable String publicUrl;

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "postgresql://host:port/name; default: the PostgreSQL that comes along.")
    private @Nullable String database;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of the PostgreSQL that comes along.")
    private @Nullable Path data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Running running = new Running()) {
            Settings settings = settings(running);
            Vertx vertx = Vertx.vertx(ProcessVertx.servers());
            running.add(() -> vertx.close().await());
            ControlPlane cloud = ControlPlane.start(vertx, settings, ControlPlaneWiring.complete())
                    .await();
            running.add(() -> cloud.stop().await());
            cloud.firstKey().ifPresent(key -> {
                out.println("The first API key, shown this once:");
                out.println("  id      " + key.id());
                out.println("  secret  " + key.secret());
            });
            out.println("The control plane is at "
                    + settings.publicUrl().orElseGet(() -> "http://" + bind + ":" + cloud.port()));
            out.flush();
            running.await();
            return ExitCode.OK.number();
        } catch (PostgresRefused | IllegalArgumentException | IllegalStateException refused) {
            throw new UserError(String.valueOf(refused.getMessage()));
        }
    }

    private Settings settings(Running running) {
        Settings settings = Settings.of(port, address(running), Bootstrap.of(System.getenv()))
                .withBindAddress(bind);
        return publicUrl == null ? settings : settings.withPublicUrl(publicUrl);
    }

    private DatabaseAddress address(Running running) {
        if (database != null) {
            return DatabaseAddress.of(
                    database,
                    ProcessEnvironment.variable("SELTZER_DB_USER").orElse(null),
                    ProcessEnvironment.variable("SELTZER_DB_PASSWORD").orElse(null));
        }
        Path folder = data == null ? DataFolders.of("cloud") : data;
        EmbeddedPostgres server = running.add(EmbeddedPostgres.start(EmbeddedPostgres.Settings.in(folder)));
        return ControlPlaneDatabase.on(server);
    }
}
