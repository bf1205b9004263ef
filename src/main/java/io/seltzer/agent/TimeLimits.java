package io.seltzer.agent;

import io.seltzer.agent.AgentSettings.Delivery;
import io.seltzer.agent.AgentSettings.Timings;
import io.seltzer.agent.Assignment.Phase;
import io.seltzer.agent.launch.StopReason;
import io.seltzer.agent.launch.kubernetes.KubernetesSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When an assignment has taken too long. For one event loop, which looks often.
final class TimeLimits {
    /// So long between two looks and the whole agent has slept, or its machine: nobody's silence counts from before.
    private static final int SLEEP = 10;

    private final Timings timings;
    private final Duration startLimit;
    private final Duration silence;
    private final boolean scansTalkToUs;

    private Instant looked = Instant.MIN;
    private Instant awakeSince = Instant.MIN;

    TimeLimits(AgentSettings settings) {
        this.timings = settings.timings();
        this.startLimit = settings.launch()
                .kubernetes()
                .map(KubernetesSettings::startLimit)
                .orElse(timings.startLimit());
        this.silence = timings.heartbeatValid().plus(timings.deadlineGrace());
        this.scansTalkToUs = settings.delivery() != Delivery.CLOUD;
    }

    /// To be told before each look.
    void look(Instant now) {
        Duration slept = timings.observe().multipliedBy(SLEEP);
        if (looked.equals(Instant.MIN) || now.isAfter(looked.plus(slept))) {
            awakeSince = now;
        }
        looked = now;
    }

    /// Why the job is to be stopped, if it is.
    ///
    /// @param aloneSince since when a scan talks to this replica or to nobody
    Optional<StopReason> exceeded(Assignment assignment, Optional<Instant> aloneSince, Instant now) {
        if (assignment.phase() == Phase.REPORTING) {
            return Optional.empty();
        }
        Instant deadline = assignment.labels().deadline();
        if (now.isAfter(assignment.hasJob() ? deadline.plus(timings.deadlineGrace()) : deadline)) {
            return Optional.of(StopReason.DEADLINE);
        } else if (assignment.phase() == Phase.LAUNCHED && now.isAfter(assignment.since().plus(startLimit))) {
            return Optional.of(StopReason.NEVER_STARTED);
        } else if (assignment.phase() == Phase.RUNNING && scansTalkToUs && aloneSince.isPresent()) {
            Instant heard = later(assignment.heard(), later(aloneSince.get(), awakeSince));
            return now.isAfter(heard.plus(silence)) ? Optional.of(StopReason.SILENT) : Optional.empty();
        }
        return Optional.empty();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
