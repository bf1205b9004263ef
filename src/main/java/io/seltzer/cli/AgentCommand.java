package io.seltzer.cli;

import io.seltzer.agent.Agent;
import io.seltzer.agent.AgentSettings;
import io.seltzer.agent.settings.AgentFile;
import io.seltzer.agent.settings.AgentFileReader;
import io.seltzer.config.Proxies;
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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Runs an agent. Flags win over the environment, and both over the settings file.
@Command(
        name = "agent",
        description = "Runs an agent, which starts scans near the data.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The API key comes from SELTZER_API_KEY_ID and SELTZER_API_KEY_SECRET.",
            "Scans are processes of this machine, or Jobs where the settings file says kubernetes."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class AgentCommand implements Callable<Integer> {
    private static final String CONTROL_PLANE = "SELTZER_CONTROL_PLANE";

    @Option(names = "--settings", paramLabel = "FILE", description = "Settings file; flags win over what it says.")
    private @Nullable String settings;

    @Option(names = "--control-plane", paramLabel = "URL", description = "Where the work comes from.")
    private @Nullable URI controlPlane;

    @Option(names = "--name", description = "Name of the agent, the same for all its replicas; default agent.")
    private @Nullable String name;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of this replica: jobs, journal, ledger.")
    private @Nullable Path data;

    @Option(names = "--capacity", paramLabel = "N", description = "Most scans at once; default 2.")
    private @Nullable Integer capacity;

    @Option(names = "--per-source", paramLabel = "N", description = "Most scans at once of one data source; default 2.")
    private @Nullable Integer perSource;

    @Option(
            names = "--pass-env",
            arity = "1..*",
            paramLabel = "NAME",
            description = "Environment variables that scans get: the credentials of data sources.")
    private List<String> passEnvironment = List.of();

    @Option(names = "--gateway-port", paramLabel = "PORT", description = "Where scans reach the agent; default any.")
    private @Nullable Integer gatewayPort;

    @Option(names = "--health-port", paramLabel = "PORT", description = "Health and metrics; default 8081.")
    private @Nullable Integer healthPort;

    @Option(
            names = "--stop-scans-on-exit",
            description = "Ends running scans with the agent; otherwise the next start adopts them.")
    private boolean stopScansOnExit;

    @Option(names = "--log-format", description = "Lines of the log: text (default) or json.")
    private @Nullable LogFormat logFormat;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        AgentFile file = file();
        AgentSettings told = settings(file);
        ProcessLog.change(
                Optional.ofNullable(logFormat).map(LogFormat::word).or(() -> unlessSet(ProcessLog.FORMAT, file.log().format())),
                unlessSet(ProcessLog.LEVEL, file.log().level()));
        Running running = new Running();
        try (running) {
            Vertx vertx = Vertx.vertx(ProcessVertx.servers());
            running.add(() -> vertx.close().await());
            Agent agent = Agent.start(vertx, told).await();
            running.add(() -> agent.stop().await());
            announce(agent, told);
            running.await();
            return ExitCode.OK.number();
        } catch (IllegalArgumentException | IllegalStateException refused) {
            if (running.isTold()) {
                return ExitCode.OK.number();
            }
            throw new UserError(String.valueOf(refused.getMessage()));
        }
    }

    /// For people; who reads JSON finds the same in the log.
    private void announce(Agent agent, AgentSettings told) {
        if (ProcessLog.format() == LogFormat.TEXT) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("The agent " + told.name() + " works for " + told.controlPlane() + "; health at http://127.0.0.1:"
                    + agent.healthPort() + "/health/ready");
            out.flush();
        }
    }

    private AgentFile file() {
        return settings == null
                ? AgentFile.NONE
                : new AgentFileReader(ProcessEnvironment::variable)
                        .read(settings, UserFile.text(settings))
                        .orThrow(UserError::of);
    }

    private AgentSettings settings(AgentFile file) {
        URI plane = controlPlane(file);
        String called = name == null ? file.name() : name;
        Path folder = Optional.ofNullable(data).or(file::data).orElseGet(() -> DataFolders.of("agent-" + called));
        AgentSettings.Doors doors = file.doors();
        Proxies proxies = file.proxy().orElseGet(() -> Proxies.of(ProcessEnvironment::variable));
        try {
            return AgentSettings.of(plane, apiKey(), called, Version.CURRENT, folder, ThisProgram.command("scan"))
                    .withLimits(new AgentSettings.Limits(
                            capacity == null ? file.limits().capacity() : capacity,
                            perSource == null ? file.limits().perDataSource() : perSource))
                    .withLaunch(new AgentSettings.Launch(
                            ThisProgram.command("scan"),
                            passEnvironment.isEmpty() ? file.passEnvironment() : passEnvironment,
                            stopScansOnExit || file.stopScansOnExit(),
                            file.kubernetes()))
                    .withDelivery(file.delivery())
                    .withDoors(new AgentSettings.Doors(
                            doors.gatewayHost(),
                            gatewayPort == null ? doors.gatewayPort() : gatewayPort,
                            doors.gatewayUrl(),
                            doors.gatewayTls(),
                            doors.healthHost(),
                            healthPort == null ? doors.healthPort() : healthPort))
                    .withOutbound(new AgentSettings.Outbound(proxies.to(plane), file.authorities()));
        } catch (IllegalArgumentException refused) {
            throw new UserError(String.valueOf(refused.getMessage()));
        }
    }

    private URI controlPlane(AgentFile file) {
        return Optional.ofNullable(controlPlane)
                .or(() -> ProcessEnvironment.variable(CONTROL_PLANE).map(AgentCommand::url))
                .or(file::controlPlane)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "The agent does not know where its work comes from. Write controlPlane into the settings file, "
                                + "or use --control-plane or " + CONTROL_PLANE + "."));
    }

    private static URI url(String text) {
        try {
            return URI.create(text.strip());
        } catch (IllegalArgumentException noUrl) {
            throw new UserError(CONTROL_PLANE + " begins with http:// or https:// and a host.");
        }
    }

    private static AgentSettings.ApiKey apiKey() {
        return new AgentSettings.ApiKey(required("SELTZER_API_KEY_ID"), required("SELTZER_API_KEY_SECRET"));
    }

    private static String required(String variable) {
        return ProcessEnvironment.variable(variable)
                .orElseThrow(() -> new UserError("The environment variable " + variable + " is not set."));
    }

    private static Optional<String> unlessSet(String variable, Optional<String> value) {
        return System.getenv(variable) == null ? value : Optional.empty();
    }
}
