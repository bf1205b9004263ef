package io.seltzer.agent;

import static io.seltzer.testing.Await.PATIENCE_SECONDS;
import static io.seltzer.testing.Await.done;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seltzer.protocol.AgentApi.Claim;
import io.seltzer.protocol.AgentApi.Complete;
import io.seltzer.protocol.AgentApi.Fail;
import io.seltzer.protocol.AgentApi.Grant;
import io.seltzer.protocol.AgentApi.Granted;
import io.seltzer.protocol.AgentApi.JobFailure;
import io.seltzer.protocol.AgentApi.Logs;
import io.seltzer.protocol.AgentApi.Refusal;
import io.seltzer.protocol.AgentApi.Register;
import io.seltzer.protocol.AgentApi.Registration;
import io.seltzer.protocol.AgentApi.Release;
import io.seltzer.protocol.AgentApi.Released;
import io.seltzer.protocol.AgentApi.Renew;
import io.seltzer.protocol.AgentApi.Renewed;
import io.seltzer.protocol.AgentApi.Results;
import io.seltzer.protocol.AgentApi.Running;
import io.seltzer.protocol.Instruction;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.ScanBundle;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.monitoring.Decided;
import io.seltzer.protocol.monitoring.SeriesAnswer;
import io.seltzer.protocol.monitoring.SeriesQuery;
import io.seltzer.protocol.results.LogLine;
import io.seltzer.protocol.results.ScanResults;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A control plane with one agent, and its instructions in memory: leases with epochs, claims held open, everything
/// idempotent by epoch. A test looks at its instructions and may let it go away, cancel, refuse or forget.
final class FakeControlPlane implements AutoCloseable {
    static final AgentSettings.ApiKey KEY = new AgentSettings.ApiKey("key", "open-sesame-9731");
    private static final int LEASE_SECONDS = 1;
    private static final int POLL_SECONDS = 2;

    private final Vertx vertx;
    private final Map<UUID, Work> works = new LinkedHashMap<>();
    private final List<Held> heldClaims = new ArrayList<>();
    private final Set<UUID> registered = new LinkedHashSet<>();
    private final List<String> calls = new ArrayList<>();

    private HttpServer server;
    private Function<SeriesQuery.Wanted, SeriesAnswer.Memory> memories = _ -> SampleMeasurements.nothing();
    private boolean grantsTwice;
    private boolean refusesResults;
    private boolean refusesKey;
    private boolean holdsBundles;
    private boolean grantsUnknownKinds;

    FakeControlPlane(Vertx vertx) {
        this.vertx = vertx;
        this.server = listen(0);
    }

    /// One instruction and all that was said about it.
    static final class Work {
        final Instruction instruction;
        final String script;
        final List<Running> running = new ArrayList<>();
        final List<LogLine> logs = new ArrayList<>();
        final List<SeriesQuery.Wanted> wanted = new ArrayList<>();
        final List<Decided> decided = new ArrayList<>();
        final List<ScanResults> results = new ArrayList<>();
        final List<String> told = new ArrayList<>();
        long epoch;
        @Nullable UUID holder;
        boolean cancel;
        int released;
        @Nullable Complete complete;
        @Nullable JobFailure failure;

        Work(Instruction instruction, String script) {
            this.instruction = instruction;
            this.script = script;
        }

        boolean hasEnded() {
            return complete != null || failure != null;
        }

        Lease lease() {
            return new Lease(instruction.id(), epoch);
        }

        String job() {
            return running.getFirst().job();
        }
    }

    private record Held(RoutingContext request, Claim claim, long timer) {}

    URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    /// @param script for [FakeScan]
    synchronized Work enqueue(String dataSource, String... script) {
        return enqueue(dataSource, Instant.now().plusSeconds(300), script);
    }

    synchronized Work enqueue(String dataSource, Instant deadline, String... script) {
        Instruction instruction = new Instruction(
                UUID.randomUUID(), Instruction.Kind.verifyContract, UUID.randomUUID(), dataSource, deadline);
        Work work = new Work(instruction, String.join("\n", script));
        works.put(instruction.id(), work);
        answerHeldClaims();
        return work;
    }

    synchronized void grantTwice() {
        grantsTwice = true;
    }

    /// As if each instruction were of a kind that only newer agents know, but for data source `shop`.
    synchronized void grantUnknownKinds() {
        grantsUnknownKinds = true;
    }

    /// What it remembers of series; nothing, if nothing else is said.
    synchronized void remember(Function<SeriesQuery.Wanted, SeriesAnswer.Memory> of) {
        memories = of;
    }

    synchronized void refuseResults() {
        refusesResults = true;
    }

    /// Lets those wait who ask for bundles from now on.
    synchronized void holdBundles() {
        holdsBundles = true;
    }

    synchronized void giveBundles() {
        holdsBundles = false;
    }

    synchronized int heldClaims() {
        return heldClaims.size();
    }

    synchronized void refuseKey() {
        refusesKey = true;
    }

    synchronized void cancel(Work work) {
        work.cancel = true;
    }

    /// Grants the instruction to another agent.
    synchronized void grantToAnother(Work work) {
        work.epoch++;
        work.holder = UUID.randomUUID();
    }

    synchronized void forgetInstances() {
        registered.clear();
    }

    void goAway() {
        done(server.close());
    }

    void comeBack() {
        server = listen(server.actualPort());
    }

    synchronized int calls(String path) {
        return (int) calls.stream().filter(path::equals).count();
    }

    synchronized Set<UUID> instances() {
        return Set.copyOf(registered);
    }

    /// Waits until it is so; looked at after every call of the agent.
    synchronized void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            long rest = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (rest <= 0) {
                throw new AssertionError("Waited in vain for: " + what + "; calls: " + calls);
            }
            try {
                wait(rest);
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        }
    }

    JobFailure awaitFailure(Work work) {
        await("the failure of a job", work::hasEnded);
        synchronized (this) {
            return Optional.ofNullable(work.failure).orElseThrow();
        }
    }

    Complete awaitCompletion(Work work) {
        await("the completion of a job", work::hasEnded);
        synchronized (this) {
            return Optional.ofNullable(work.complete)
                    .orElseThrow(() -> new AssertionError("failed: " + work.failure));
        }
    }

    @Override
    public void close() {
        done(server.close());
    }

    private HttpServer listen(int port) {
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false));
        router.route().handler(this::authenticate);
        router.post("/agent/v1/register").handler(this::register);
        router.post("/agent/v1/claims").handler(this::claim);
        router.post("/agent/v1/leases/renew").handler(this::renew);
        router.post("/agent/v1/leases/release").handler(this::release);
        router.get("/agent/v1/instructions/:id/bundle").handler(this::bundle);
        router.post("/agent/v1/instructions/:id/:message").handler(this::message);
        return done(vertx.createHttpServer().requestHandler(router).listen(port, "127.0.0.1"));
    }

    private synchronized void authenticate(RoutingContext request) {
        String expected = "Bearer " + KEY.id() + "." + KEY.secret();
        calls.add(request.normalizedPath());
        notifyAll();
        request.addEndHandler(_ -> told());
        if (refusesKey || !expected.equals(request.request().getHeader("authorization"))) {
            refuse(request, 401, "unauthorised");
        } else {
            request.next();
        }
    }

    private synchronized void told() {
        notifyAll();
    }

    private synchronized void register(RoutingContext request) {
        registered.add(read(request, Register.class).instanceId());
        answer(request, new Registration(UUID.randomUUID(), "acme", LEASE_SECONDS, POLL_SECONDS));
    }

    private synchronized void claim(RoutingContext request) {
        Claim claim = read(request, Claim.class);
        if (!registered.contains(claim.instanceId())) {
            refuse(request, 404, "instance_not_registered");
            return;
        }
        long timer = vertx.setTimer(Math.max(1, 1_000L * claim.waitSeconds()), _ -> giveUp(request));
        heldClaims.add(new Held(request, claim, timer));
        request.response().closeHandler(_ -> forget(request));
        answerHeldClaims();
    }

    private synchronized void forget(RoutingContext request) {
        heldClaims.removeIf(held -> held.request() == request);
        notifyAll();
    }

    private synchronized void giveUp(RoutingContext request) {
        if (heldClaims.removeIf(held -> held.request() == request)) {
            answer(request, new Granted(List.of()));
        }
    }

    private void answerHeldClaims() {
        for (Held held : List.copyOf(heldClaims)) {
            List<Grant> grants = grants(held.claim());
            if (!grants.isEmpty()) {
                heldClaims.remove(held);
                vertx.cancelTimer(held.timer());
                answer(held.request(), grantsUnknownKinds ? newer(grants) : new Granted(grants));
            }
        }
    }

    private static JsonNode newer(List<Grant> grants) {
        JsonNode answer = WireJson.MAPPER.valueToTree(new Granted(grants));
        for (JsonNode grant : answer.path("granted")) {
            ObjectNode instruction = (ObjectNode) grant.path("instruction");
            if (!instruction.path("dataSource").asText().equals("shop")) {
                instruction.put("kind", "paintTheFence");
            }
        }
        return answer;
    }

    private List<Grant> grants(Claim claim) {
        List<Grant> grants = new ArrayList<>();
        for (Work work : works.values()) {
            boolean again = claim.instanceId().equals(work.holder) && !claim.held().contains(work.lease());
            boolean free = work.holder == null;
            if (!work.hasEnded() && grants.size() < claim.capacity() && (again || free)) {
                work.epoch = again ? work.epoch : work.epoch + 1;
                work.holder = claim.instanceId();
                Grant grant = new Grant(work.lease(), work.instruction);
                grants.add(grant);
                if (grantsTwice) {
                    grants.add(grant);
                }
            }
        }
        return grants;
    }

    private synchronized void renew(RoutingContext request) {
        Renew renew = read(request, Renew.class);
        List<Lease> renewed = new ArrayList<>();
        List<Lease> lost = new ArrayList<>();
        List<Lease> cancel = new ArrayList<>();
        for (Lease lease : renew.held()) {
            Work work = works.get(lease.instructionId());
            if (work == null || work.epoch != lease.epoch() || work.hasEnded()) {
                lost.add(lease);
            } else {
                renewed.add(lease);
                if (work.cancel) {
                    cancel.add(lease);
                }
            }
        }
        answer(request, new Renewed(renewed, lost, cancel));
    }

    private synchronized void release(RoutingContext request) {
        Release release = read(request, Release.class);
        List<Lease> released = new ArrayList<>();
        for (Work work : works.values()) {
            if (release.instanceId().equals(work.holder)
                    && work.running.isEmpty()
                    && !work.hasEnded()
                    && !release.held().contains(work.lease())) {
                released.add(work.lease());
                work.released++;
                work.holder = null;
            }
        }
        answer(request, new Released(released));
        answerHeldClaims();
    }

    private synchronized void bundle(RoutingContext request) {
        if (holdsBundles) {
            return;
        }
        Work work = works.get(UUID.fromString(request.pathParam("id")));
        long epoch = Long.parseLong(request.queryParam("epoch").getFirst());
        if (work == null || work.epoch != epoch) {
            refuse(request, 409, Refusal.LEASE_LOST);
            return;
        }
        answer(
                request,
                new ScanBundle(
                        work.instruction.scanId(),
                        work.lease(),
                        work.instruction.kind(),
                        "orders",
                        new ScanBundle.ContractFile("file", "orders.yml", work.script),
                        "type: postgres",
                        null,
                        Map.of(),
                        Instant.now(),
                        300));
    }

    private synchronized void message(RoutingContext request) {
        Work work = works.get(UUID.fromString(request.pathParam("id")));
        String message = String.valueOf(request.pathParam("message"));
        long epoch = WireJson.read(body(request), JsonNode.class)
                .path("epoch")
                .asLong();
        if (work == null || work.epoch != epoch || work.hasEnded()) {
            refuse(request, 409, Refusal.LEASE_LOST);
        } else if (refusesResults && message.equals("results")) {
            refuse(request, 400, "invalid_body");
        } else {
            // An agent that is killed before it has heard the answer says it again.
            if (!message.equals("running") || work.running.isEmpty()) {
                take(request, work, message);
                work.told.add(message);
            }
            request.response().end(message.equals("series") ? remembered(request) : Buffer.buffer("{}"));
        }
    }

    private Buffer remembered(RoutingContext request) {
        return Buffer.buffer(WireJson.bytes(new SeriesAnswer(read(request, SeriesQuery.class).wanted().stream()
                .map(wanted -> memories.apply(wanted))
                .toList())));
    }

    private static void take(RoutingContext request, Work work, String message) {
        switch (message) {
            case "running" -> work.running.add(read(request, Running.class));
            case "logs" -> work.logs.addAll(read(request, Logs.class).lines());
            case "series" -> work.wanted.addAll(read(request, SeriesQuery.class).wanted());
            case "decided" -> work.decided.add(read(request, Decided.class));
            case "results" -> work.results.add(read(request, Results.class).results());
            case "complete" -> work.complete = read(request, Complete.class);
            case "fail" -> work.failure = read(request, Fail.class).failure();
            default -> throw new IllegalArgumentException(message);
        }
    }

    private static <T> T read(RoutingContext request, Class<T> type) {
        return WireJson.read(body(request), type);
    }

    private static byte[] body(RoutingContext request) {
        Buffer body = request.body().buffer();
        return body == null ? new byte[0] : body.getBytes();
    }

    private static void answer(RoutingContext request, Object message) {
        if (!request.response().closed()) {
            request.response().end(Buffer.buffer(WireJson.bytes(message)));
        }
    }

    private static void refuse(RoutingContext request, int status, String code) {
        request.response()
                .setStatusCode(status)
                .end(Buffer.buffer(WireJson.bytes(new Refusal(code, "Refused by the test."))));
    }
}
