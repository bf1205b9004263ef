package io.seltzer.agent;

import io.seltzer.agent.AgentBus.DrainInquiry;
import io.seltzer.agent.AgentBus.JournalInquiry;
import io.seltzer.agent.Answer.Accepted;
import io.seltzer.protocol.AgentApi.Release;
import io.seltzer.protocol.AgentApi.Released;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.WireJson;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives back what an ending agent was granted and has not begun, once its launches are through. Not tried again: what
/// cannot be given back in time runs out.
final class LeaseReturn {
    private static final Logger LOGGER = LoggerFactory.getLogger(LeaseReturn.class);
    private static final int SECONDS = 2;

    private final ControlPlane controlPlane;
    private final TypedBus bus;
    private final ScanIds scans;
    private final UUID instance;
    private final Duration patience;

    LeaseReturn(AgentParts parts, UUID instance) {
        this.controlPlane = parts.controlPlane();
        this.bus = parts.bus();
        this.scans = parts.scans();
        this.instance = instance;
        // The scans, if they end with the agent, have the other half.
        this.patience = parts.settings().timings().drain().dividedBy(2);
    }

    /// Never fails.
    Future<Void> run() {
        return held().timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .compose(this::release)
                .otherwiseEmpty();
    }

    /// What has a job, or may have one, or has something left in the journal.
    private Future<List<Lease>> held() {
        return bus.ask(AgentBus.DRAIN, new DrainInquiry())
                .compose(jobs -> bus.ask(AgentBus.JOURNAL, new JournalInquiry()).map(journal -> {
                    Set<Lease> held = new LinkedHashSet<>(jobs.all());
                    held.addAll(journal.all());
                    return new ArrayList<>(held);
                }));
    }

    private Future<Void> release(List<Lease> held) {
        return controlPlane
                .post(ControlPlane.RELEASE, new Release(instance, held))
                .timeout(SECONDS, TimeUnit.SECONDS)
                .onSuccess(this::tell)
                .mapEmpty();
    }

    private void tell(Answer answer) {
        if (answer instanceof Accepted(var body, _)) {
            WireJson.read(body.getBytes(), Released.class)
                    .released()
                    .forEach(lease -> scans.on(LOGGER.atInfo(), lease).log("Lease given back"));
        } else {
            LOGGER.atWarn().log("Leases without a job could not be given back: they will run out");
        }
    }
}
