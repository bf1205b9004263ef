package io.seltzer.cloud;

import io.seltzer.protocol.AgentApi.Claim;
import io.seltzer.protocol.AgentApi.Complete;
import io.seltzer.protocol.AgentApi.Fail;
import io.seltzer.protocol.AgentApi.Grant;
import io.seltzer.protocol.AgentApi.Granted;
import io.seltzer.protocol.AgentApi.JobFailure;
import io.seltzer.protocol.AgentApi.Logs;
import io.seltzer.protocol.AgentApi.Register;
import io.seltzer.protocol.AgentApi.Registration;
import io.seltzer.protocol.AgentApi.Release;
import io.seltzer.protocol.AgentApi.Released;
import io.seltzer.protocol.AgentApi.Renew;
import io.seltzer.protocol.AgentApi.Renewed;
import io.seltzer.protocol.AgentApi.Results;
import io.seltzer.protocol.AgentApi.Running;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.monitoring.Decided;
import io.seltzer.protocol.monitoring.SeriesQuery;
import io.seltzer.protocol.results.LogLine;
import io.seltzer.protocol.results.ScanResults;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// One instance of an agent.
public record TestAgent(TestHttp http, UUID instance, Registration registration) {

    static TestAgent register(TestHttp http, String name) {
        UUID instance = UUID.randomUUID();
        Register register = new Register(name, instance, "1.0", "process");
        return new TestAgent(
                http, instance, http.agent("POST", "/agent/v1/register", register).as(Registration.class));
    }

    public List<Grant> claim(int capacity, Lease... held) {
        return http.agent("POST", "/agent/v1/claims", new Claim(instance, capacity, 0, List.of(held)))
                .as(Granted.class)
                .granted();
    }

    public Grant claimOne() {
        List<Grant> granted = claim(1);
        if (granted.size() != 1) {
            throw new AssertionError("Granted " + granted);
        }
        return granted.getFirst();
    }

    public CompletableFuture<List<Grant>> claimLater(int waitSeconds) {
        return http.agentLater("POST", "/agent/v1/claims", new Claim(instance, 1, waitSeconds, List.of()))
                .thenApply(answer -> answer.as(Granted.class).granted());
    }

    public Renewed renew(Lease... held) {
        return http.agent("POST", "/agent/v1/leases/renew", new Renew(instance, List.of(held)))
                .as(Renewed.class);
    }

    public List<Lease> release(Lease... held) {
        return http.agent("POST", "/agent/v1/leases/release", new Release(instance, List.of(held)))
                .as(Released.class)
                .released();
    }

    public TestHttp.Answer bundle(Lease lease) {
        return http.agent(
                "GET", "/agent/v1/instructions/" + lease.instructionId() + "/bundle?epoch=" + lease.epoch());
    }

    public TestHttp.Answer running(Lease lease) {
        return say(lease, "running", new Running(lease.epoch(), "scan-abc", "process"));
    }

    public TestHttp.Answer results(Lease lease, ScanResults results) {
        return say(lease, "results", new Results(lease.epoch(), results));
    }

    public TestHttp.Answer series(Lease lease, List<SeriesQuery.Wanted> wanted) {
        return say(lease, "series", new SeriesQuery(lease.epoch(), wanted));
    }

    public TestHttp.Answer decided(Lease lease, ScanResults results, List<Decided.SeriesState> states) {
        return say(lease, "decided", new Decided(lease.epoch(), 0, results, states));
    }

    public TestHttp.Answer logs(Lease lease, List<LogLine> lines) {
        return say(lease, "logs", new Logs(lease.epoch(), lines));
    }

    public TestHttp.Answer complete(Lease lease) {
        return say(lease, "complete", new Complete(lease.epoch(), 0));
    }

    public TestHttp.Answer fail(Lease lease, boolean retry) {
        JobFailure failure =
                new JobFailure("job.killed", "The job was killed.", 137, "KILL", List.of("last words"), retry);
        return say(lease, "fail", new Fail(lease.epoch(), failure));
    }

    private TestHttp.Answer say(Lease lease, String what, Object message) {
        return http.agent("POST", "/agent/v1/instructions/" + lease.instructionId() + "/" + what, message);
    }
}
