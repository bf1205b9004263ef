package io.seltzer.agent;

import io.seltzer.agent.TypedBus.Address;
import io.seltzer.agent.TypedBus.Question;
import io.seltzer.agent.launch.JobEnd;
import io.seltzer.agent.launch.JobLabels;
import io.seltzer.agent.launch.StopReason;
import io.seltzer.protocol.AgentApi.Grant;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.ScanApi;
import io.seltzer.protocol.ScanBundle;
import io.seltzer.protocol.monitoring.MeasurementBatch;
import io.seltzer.protocol.results.ScanResults;
import java.util.List;

/// What the verticles say to each other: addresses and the records that pass there.
final class AgentBus {
    /// Poller to orchestrator: work. Answered once it is in hand, so that the next claim counts it.
    static final Question<Grant, Admission> INSTRUCTION =
            new Question<>("agent.instruction", Grant.class, Admission.class);

    /// Poller to orchestrator: how much more work there could be.
    static final Question<WorkloadInquiry, Workload> WORKLOAD =
            new Question<>("agent.workload", WorkloadInquiry.class, Workload.class);

    /// Poller to orchestrator: the agent is about to end. Answered once launches are through, with what has a job.
    static final Question<DrainInquiry, Leases> DRAIN =
            new Question<>("agent.drain", DrainInquiry.class, Leases.class);

    /// Poller and reporter to orchestrator: a job to stop.
    static final Address<Stop> STOP = new Address<>("agent.stop", Stop.class);

    /// Gateway to orchestrator: whether the scan that shows up is still ours.
    static final Question<Lease, Standing> STANDING = new Question<>("agent.standing", Lease.class, Standing.class);

    /// Gateway to orchestrator.
    static final Question<Lease, ScanBundle> BUNDLE = new Question<>("agent.bundle", Lease.class, ScanBundle.class);

    /// Gateway to reporter: answered once it is safe on disk.
    static final Question<ScanReport, Kept> RESULTS = new Question<>("agent.results", ScanReport.class, Kept.class);

    /// Reporter to detector: a batch of measurements. Answered with what the control plane says to the verdicts.
    static final Question<Measured, Answer> MEASUREMENTS =
            new Question<>("agent.measurements", Measured.class, Answer.class);

    /// Orchestrator to reporter: answered once it is safe on disk.
    static final Question<JobEnded, Kept> JOB_ENDED = new Question<>("agent.job.ended", JobEnded.class, Kept.class);

    /// To the reporter: leases that it still has something of.
    static final Question<JournalInquiry, Journal.Leases> JOURNAL =
            new Question<>("agent.journal", JournalInquiry.class, Journal.Leases.class);

    private AgentBus() {}

    enum Admission {
        ADMITTED,
        /// Granted twice; the first one counts.
        KNOWN,
        /// A newer grant of the same instruction is in hand.
        OUTDATED,
        /// The agent is about to end.
        REFUSED
    }

    record WorkloadInquiry() {}

    /// @param freeSlots how many more scans may run
    /// @param held leases of all jobs in hand
    record Workload(int freeSlots, List<Lease> held) {}

    record DrainInquiry() {}

    record Leases(List<Lease> all) {}

    record Stop(Lease lease, StopReason reason) {}

    record JournalInquiry() {}

    /// Where a scan stands with this agent.
    sealed interface Standing {
        /// @param cancel whether it shall stop
        record Live(JobLabels labels, String job, boolean cancel) implements Standing {}

        record Gone() implements Standing {}
    }

    /// What a scan process tells.
    sealed interface ScanReport {
        Lease lease();

        /// The process has its bundle.
        record Started(Lease lease, String job) implements ScanReport {}

        record Logged(Lease lease, ScanApi.LogBatch batch) implements ScanReport {}

        record Measured(Lease lease, MeasurementBatch batch) implements ScanReport {}

        record Delivered(Lease lease, ScanResults results) implements ScanReport {}

        record GaveUp(Lease lease, ScanApi.Failure failure) implements ScanReport {}
    }

    record Measured(Lease lease, MeasurementBatch batch) {}

    record JobEnded(Lease lease, String job, JobEnd end, StopReason stopped) {}

    /// It is safe on disk.
    record Kept() {}
}
