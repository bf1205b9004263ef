package io.seltzer.cli;

import io.seltzer.agent.Agent;
import io.seltzer.agent.AgentSettings;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Runs an agent that starts scans as processes of this machine.
@Command(
        name = "agent",
        description = "Runs an agent, which starts scans near the data.",
        mixinStandardHelpOptions = true,
        footer = {"", "The API key comes from SELTZER_API_KEY_ID and SELTZER_API_KEY_SECRET."})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class AgentCommand implements Callable<Integer> {
    @Option(names = "--control-plane", required = true, paramLabel = "URL", description = "Where the work comes from.")
    private URI controlPlane;

    @Option(
            names = "--name",
            defaultValue = "agent",
            description = "Name of the agent, the same for all its replicas; default ${DEFAULT-VALUE}.")
    private String name;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of this replica: jobs, journal, ledger.")
    private @Nullable Path data;

    @Option(names = "--capacity", defaultValue = "2", description = "Most scans at once; default ${DEFAULT-VALUE}.")
    private int capacity;

    @Option(
            names = "--per-source",
            defaultValue = "2",
            description = "Most scans at once of one data source; default ${DEFAULT-VALUE}.")
    private int perSource;

    @Option(
            names = "--pass-env",
            arity = "1..*",
            paramLabel = "NAME",
            description = "Environment variables that scans get: the credentials of data sources.")
    private List<String> passEnvironment = List.of();

    @Option(names = "--gateway-port", defaultValue = "0", description = "Where scans reach the agent; default any.")
    private int gatewayPort;

    @Option(names = "--health-port", defaultValue = "8081", description = "Health and metrics; default ${DEFAULT-VALUE}.")
    private int healthPort;

    @Option(
            names = "--stop-scans-on-exit",
            description = "Ends running scans with the agent; otherwise the next start adopts them.")
    private boolean stopScansOnExit;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Running running = new Running()) {
            Vertx vertx = Vertx.vertx(ProcessVertx.servers());
            running.add(() -> vertx.close().await());
            Agent agent = Agent.start(vertx, settings()).await();
            running.add(() -> agent.stop().await());
            out.println("The agent " + name + " works for " + controlPlane + "; health at http://127.0.0.1:"
                    + agent.healthPort() + "/health/ready");
            out.flush();
            running.await();
            return ExitCode.OK.number();
        } catch (IllegalArgumentException | IllegalStateException refused) {
            throw new UserError(String.valueOf(refused.getMessage()));
        }
    }

    private AgentSettings settings() {
        AgentSettings usual = AgentSettings.of(
                controlPlane,
                new AgentSettings.ApiKey(required("SELTZER_API_KEY_ID"), required("SELTZER_API_KEY_SECRET")),
                name,
                Version.CURRENT,
                data == null ? DataFolders.of("agent-" + name) : data,
                ThisProgram.command("scan"));
        return usual.withLimits(new AgentSettings.Limits(capacity, perSource))
                .withLaunch(new AgentSettings.Launch(
                        usual.launch().command(), passEnvironment, stopScansOnExit, Optional.empty()))
                .withDoors(new AgentSettings.Doors(
                        "127.0.0.1", gatewayPort, Optional.empty(), "127.0.0.1", healthPort));
    }

    private static String required(String variable) {
        return ProcessEnvironment.variable(variable)
                .orElseThrow(() -> new UserError("The environment variable " + variable + " is not set."));
    }
}
