package io.seltzer.agent;

import io.seltzer.agent.AgentHealth.Stage;
import io.seltzer.agent.launch.BlockingCalls;
import io.seltzer.agent.launch.JobLauncher;
import io.seltzer.agent.launch.ProcessLauncher;
import io.seltzer.agent.launch.kubernetes.AgentIdentity;
import io.seltzer.agent.launch.kubernetes.KubernetesLauncher;
import io.seltzer.health.EventLoopPulse;
import io.seltzer.protocol.AgentApi.Register;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClientOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One agent: its verticles, started in the order in which they need each other and stopped in the opposite one.
public final class Agent {
    private static final Logger LOGGER = LoggerFactory.getLogger(Agent.class);
    private static final String ANY_ADDRESS = "0.0.0.0";

    private final Vertx vertx;
    private final BlockingCalls blocking;
    private final AgentSettings settings;
    private final Map<String, String> environment;
    private final UnaryOperator<JobLauncher> around;
    private final Clock clock = Clock.systemUTC();
    /// What was started and is to be stopped, the last first.
    private final Deque<Supplier<Future<?>>> started = new ArrayDeque<>();

    private int gatewayPort;
    private int healthPort;

    private Agent(
            Vertx vertx, AgentSettings settings, Map<String, String> environment, UnaryOperator<JobLauncher> around) {
        this.around = around;
        this.vertx = vertx;
        this.blocking = new BlockingCalls(vertx);
        this.settings = settings;
        this.environment = environment;
    }

    /// Starts an agent; it has then adopted the scans of its predecessor, listens, and begins to poll. Fails when
    /// another agent works on the data folder or a port is taken. That the control plane cannot be reached is no
    /// failure: readiness tells.
    public static Future<Agent> start(Vertx vertx, AgentSettings settings) {
        return start(vertx, settings, System.getenv());
    }

    /// @param environment the agent's own, of which scans get the variables that the settings name
    public static Future<Agent> start(Vertx vertx, AgentSettings settings, Map<String, String> environment) {
        return start(vertx, settings, environment, UnaryOperator.identity());
    }

    /// @param around what stands round the launcher that the settings ask for
    static Future<Agent> start(
            Vertx vertx,
            AgentSettings settings,
            Map<String, String> environment,
            UnaryOperator<JobLauncher> around) {
        Agent agent = new Agent(vertx, settings, environment, around);
        return agent.start().recover(failure -> agent.stop().transform(_ -> Future.failedFuture(failure)));
    }

    public int gatewayPort() {
        return gatewayPort;
    }

    public int healthPort() {
        return healthPort;
    }

    /// Takes no more work, finishes launches, delivers what can be delivered at once and keeps the rest; within 20 s
    /// under default timings. Scans run on unless the settings say otherwise.
    public Future<Void> stop() {
        Supplier<Future<?>> last = started.poll();
        if (last == null) {
            return Future.succeededFuture();
        }
        return last.get()
                .onFailure(failure -> LOGGER.atWarn()
                        .addKeyValue(LogKeys.REASON, failure.getClass().getSimpleName())
                        .log("A part of the agent did not stop well"))
                .transform(_ -> stop());
    }

    private Future<Agent> start() {
        return blocking.inOrder(this::openState)
                .compose(state -> deployAll(state).map(_ -> this))
                .onSuccess(_ -> LOGGER.atInfo()
                        .addKeyValue(LogKeys.AGENT, settings.name())
                        .addKeyValue("gatewayPort", gatewayPort)
                        .addKeyValue("healthPort", healthPort)
                        .log("Agent started"));
    }

    /// What is kept on disk.
    private record State(
            DataFolder data,
            EgressLedger ledger,
            Journal journal,
            WebClientOptions way,
            Register introduction,
            int gatewayPort) {}

    private State openState() throws Exception {
        DataFolder data = DataFolder.open(settings.data());
        started.push(() -> blocking.inOrder(data::close));
        EgressLedger ledger = EgressLedger.open(data.egress(), clock);
        started.push(() -> blocking.inOrder(ledger::close));
        Register introduction =
                new Register(settings.name(), data.instanceId(), settings.version(), launcherName());
        int port = settings.doors().gatewayPort() != 0
                ? settings.doors().gatewayPort()
                : data.gatewayPort().orElse(0);
        return new State(data, ledger, Journal.open(data.journal()), Outbound.of(settings), introduction, port);
    }

    private Future<?> deployAll(State state) {
        AgentParts parts = parts(state);
        started.push(() -> {
            parts.controlPlane().close();
            parts.metrics().close();
            parts.bus().close();
            return Future.succeededFuture();
        });
        AgentHealth health = new AgentHealth(parts);
        return deploy(health)
                .recover(failure -> unopened(failure, "health endpoint"))
                .onSuccess(_ -> healthPort = health.port())
                .compose(_ -> openGateway(parts, state.gatewayPort()))
                .compose(_ -> blocking.inOrder(() -> state.data().keepGatewayPort(gatewayPort)))
                .compose(_ -> deploy(
                        new AnomalyDetector(parts),
                        new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)))
                .compose(_ -> deploy(new ResultReporter(parts, state.journal())))
                .compose(_ -> deploy(new JobOrchestrator(parts, gatewayUrl())))
                .compose(_ -> deploy(new InstructionPoller(parts, state.introduction())))
                .onSuccess(_ -> {
                    health.reach(Stage.STARTED);
                    started.push(() -> {
                        health.reach(Stage.STOPPING);
                        return Future.succeededFuture();
                    });
                });
    }

    private AgentParts parts(State state) {
        AgentSettings.Timings timings = settings.timings();
        Contact contact = new Contact(clock);
        JobLauncher launcher = around.apply(launcher(state.data()));
        EventLoopPulse pulse = EventLoopPulse.system();
        return new AgentParts(
                vertx,
                settings,
                new ControlPlane(vertx, settings, state.way(), state.ledger(), clock),
                new TypedBus(vertx),
                launcher,
                JobTokens.of(settings.apiKey()),
                contact,
                new AgentMetrics(settings.limits(), contact, launcher, pulse, clock),
                new ScanIds(),
                pulse,
                new Backoff(timings.backoffFirst(), timings.backoffMost(), RandomGenerator.getDefault()),
                clock);
    }

    private String launcherName() {
        return settings.launch().kubernetes().isPresent() ? KubernetesLauncher.NAME : ProcessLauncher.NAME;
    }

    private JobLauncher launcher(DataFolder data) {
        AgentSettings.Timings timings = settings.timings();
        return settings.launch()
                .kubernetes()
                .<JobLauncher>map(cluster -> new KubernetesLauncher(
                        vertx,
                        new KubernetesLauncher.Settings(
                                cluster,
                                new AgentIdentity(settings.name(), settings.apiKey().id(), cluster.replica()),
                                timings.observe(),
                                timings.reconcile(),
                                timings.stopGrace(),
                                timings.deadlineGrace()),
                        clock))
                .orElseGet(() -> processLauncher(data));
    }

    private JobLauncher processLauncher(DataFolder data) {
        return new ProcessLauncher(
                vertx,
                new ProcessLauncher.Settings(
                        data.jobs(),
                        settings.launch().command(),
                        ScanEnvironment.of(environment, settings.launch().passEnvironment()),
                        settings.timings().observe(),
                        settings.timings().stopGrace()),
                clock);
    }

    /// Scans that run already expect the gateway at the port of last time. If another program has taken it, they are
    /// lost, but new ones are not.
    private Future<?> openGateway(AgentParts parts, int port) {
        boolean kept = port != 0 && settings.doors().gatewayPort() == 0;
        return openGatewayAt(parts, port).recover(failure -> {
            if (kept && failure instanceof BindException) {
                LOGGER.atWarn()
                        .addKeyValue(LogKeys.PORT, port)
                        .log("The gateway's port of last time is taken: scans that are still running cannot deliver");
                return openGatewayAt(parts, 0);
            }
            return unopened(failure, "gateway");
        });
    }

    private static <T> Future<T> unopened(Throwable failure, String door) {
        return Future.failedFuture(
                failure instanceof BindException
                        ? new IOException(
                                "The port of the agent's " + door + " is taken or not to be had. Choose another one.",
                                failure)
                        : failure);
    }

    private Future<Void> openGatewayAt(AgentParts parts, int port) {
        ScanGateway gateway = new ScanGateway(parts, port);
        return deploy(gateway).map(_ -> {
            gatewayPort = gateway.port();
            return gatewayPort;
        }).mapEmpty();
    }

    private URI gatewayUrl() {
        String listening = settings.doors().gatewayHost();
        String host = listening.equals(ANY_ADDRESS) ? "127.0.0.1" : listening;
        String scheme = settings.doors().gatewayTls() ? "https://" : "http://";
        return settings.doors().gatewayUrl().orElseGet(() -> URI.create(scheme + host + ":" + gatewayPort));
    }

    private Future<String> deploy(VerticleBase verticle) {
        return deploy(verticle, new DeploymentOptions());
    }

    private Future<String> deploy(VerticleBase verticle, DeploymentOptions options) {
        return vertx.deployVerticle(verticle, options).onSuccess(id -> started.push(() -> vertx.undeploy(id)));
    }
}
