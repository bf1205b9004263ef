package io.seltzer.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.seltzer.protocol.results.LogLine;
import io.seltzer.protocol.results.ScanResults;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Messages between agent and control plane (`/agent/v1`). The agent authenticates with
/// `Authorization: Bearer <key id>.<key secret>`.
public final class AgentApi {
    private AgentApi() {}

    /// `POST /agent/v1/register`; idempotent by name.
    ///
    /// @param instanceId one running process (replica) of the agent; kept over its restarts
    public record Register(String name, UUID instanceId, String version, String launcher) {}

    /// @param leaseSeconds how long a lease lasts without renewal
    /// @param pollSeconds how long a claim may be held open by the server
    public record Registration(UUID agentId, String organisation, int leaseSeconds, int pollSeconds) {}

    /// `POST /agent/v1/claims`: held open until there is work or `waitSeconds` are over.
    ///
    /// @param capacity most instructions to grant, >= 0
    /// @param held leases this instance works on or still has results of; an instruction leased to this
    ///     instance that is not among them is handed out again with the same epoch
    /// @param jobTokens whether scans will speak to the control plane itself, so that each grant needs a token
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Claim(
            UUID instanceId, int capacity, int waitSeconds, List<Lease> held, @Nullable Boolean jobTokens) {
        /// For scans that speak to their agent.
        public Claim(UUID instanceId, int capacity, int waitSeconds, List<Lease> held) {
            this(instanceId, capacity, waitSeconds, held, null);
        }
    }

    public record Granted(List<Grant> granted) {}

    /// @param jobToken with which the scan may speak to the control plane itself ([ScanApi]) under this lease; a grant
    ///     of the same lease that comes later makes it void
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Grant(Lease lease, Instruction instruction, @Nullable String jobToken) {
        /// For a scan that speaks to its agent.
        public Grant(Lease lease, Instruction instruction) {
            this(lease, instruction, null);
        }

        /// The token is a secret.
        @Override
        public String toString() {
            return "Grant[" + lease + ", " + instruction + "]";
        }
    }

    /// `POST /agent/v1/leases/renew`
    public record Renew(UUID instanceId, List<Lease> held) {}

    /// @param lost leases that another one holds by now, or whose instruction has ended: stop the job
    /// @param cancel leases whose scan somebody asked to cancel
    public record Renewed(List<Lease> renewed, List<Lease> lost, List<Lease> cancel) {}

    /// `POST /agent/v1/leases/release`: an instance that is about to end gives back what it was granted and has not begun.
    /// That is queued again at once, and the try does not count.
    ///
    /// @param held leases that it has jobs or results of; these stay
    public record Release(UUID instanceId, List<Lease> held) {}

    public record Released(List<Lease> released) {}

    /// `POST /agent/v1/instructions/{id}/running`: the scan process has its bundle.
    public record Running(long epoch, String job, String launcher) {}

    /// `POST /agent/v1/instructions/{id}/results`; the same epoch again is accepted and changes nothing.
    public record Results(long epoch, ScanResults results) {}

    /// `POST /agent/v1/instructions/{id}/logs`; lines that are there already (by index) are left out.
    public record Logs(long epoch, List<LogLine> lines) {}

    /// `POST /agent/v1/instructions/{id}/complete`: the job has ended and its results were delivered.
    public record Complete(long epoch, int exitCode) {}

    /// `POST /agent/v1/instructions/{id}/fail`: the job has ended without results.
    public record Fail(long epoch, JobFailure failure) {}

    /// Why a job ended without results.
    ///
    /// @param code stable, e.g. `job.killed`, `source.unreachable`
    /// @param message what happened and what to do
    /// @param signal name such as `KILL`
    /// @param lastLines of the process's own output
    /// @param retry whether the instruction may be granted again
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record JobFailure(
            String code,
            String message,
            @Nullable Integer exitCode,
            @Nullable String signal,
            List<String> lastLines,
            boolean retry) {}

    /// Body of every refusal. `lease_lost` comes with status 409.
    public record Refusal(String code, String message) {
        public static final String LEASE_LOST = "lease_lost";
    }
}
