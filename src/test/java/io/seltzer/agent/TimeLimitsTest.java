package io.seltzer.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.agent.Assignment.Phase;
import io.seltzer.agent.Assignment.Watch;
import io.seltzer.agent.launch.JobLabels;
import io.seltzer.agent.launch.StopReason;
import io.seltzer.protocol.Instruction;
import io.seltzer.protocol.Lease;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// With the default timings: heartbeats are valid for a minute, the grace is another, a start may take ten.
class TimeLimitsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Optional<Instant> ALONE = Optional.of(Instant.EPOCH);
    private static final AgentSettings SETTINGS = AgentSettings.of(
            URI.create("http://127.0.0.1:1"),
            new AgentSettings.ApiKey("id", "secret"),
            "agent",
            "1",
            Path.of("data"),
            List.of("seltzer"));

    private final TimeLimits limits = new TimeLimits(SETTINGS);

    @Test
    void a_scan_that_says_nothing_for_longer_than_it_may_go_on_alone_is_silent() {
        assertThat(after(running(), ALONE, Duration.ofMinutes(2))).isEmpty();
        assertThat(after(running(), ALONE, Duration.ofSeconds(121))).contains(StopReason.SILENT);
    }

    @Test
    void with_other_replicas_there_silence_says_nothing() {
        assertThat(after(running(), Optional.empty(), Duration.ofSeconds(200))).isEmpty();
    }

    @Test
    void silence_counts_from_when_the_last_other_replica_went() {
        assertThat(after(running(), Optional.of(NOW.plusSeconds(60)), Duration.ofMinutes(3)))
                .isEmpty();
        assertThat(after(running(), Optional.of(NOW.plusSeconds(60)), Duration.ofSeconds(181)))
                .contains(StopReason.SILENT);
    }

    @Test
    void an_agent_that_has_slept_takes_nobody_for_silent() {
        // Given
        limits.look(NOW);

        // When it looks again after an hour
        Instant awake = NOW.plus(Duration.ofHours(1));
        limits.look(awake);

        // Then
        Assignment scan = Assignment.adopted(labels(awake.plusSeconds(3_600)), Watch.OURS, NOW);
        assertThat(limits.exceeded(scan, ALONE, awake)).isEmpty();
    }

    @Test
    void scans_that_talk_to_the_control_plane_are_not_expected_to_talk_here() {
        // Given
        TimeLimits cloud = new TimeLimits(SETTINGS.withDelivery(AgentSettings.Delivery.CLOUD));

        // Then
        assertThat(cloud.exceeded(running(), ALONE, NOW.plusSeconds(200))).isEmpty();
    }

    @Test
    void a_job_that_does_not_start_in_time_has_never_started() {
        // Given
        Assignment launched = running().in(Phase.LAUNCHED, NOW);

        // Then
        assertThat(after(launched, ALONE, Duration.ofMinutes(10))).isEmpty();
        assertThat(after(launched, Optional.empty(), Duration.ofSeconds(601))).contains(StopReason.NEVER_STARTED);
    }

    @Test
    void a_deadline_ends_what_runs_after_a_grace_and_what_waits_at_once() {
        // Given
        JobLabels labels = labels(NOW.plusSeconds(30));
        Assignment waiting = Assignment.waiting(labels, NOW);
        Assignment running = Assignment.adopted(labels, Watch.OURS, NOW);

        // Then
        assertThat(after(waiting, ALONE, Duration.ofSeconds(30))).isEmpty();
        assertThat(after(waiting, ALONE, Duration.ofSeconds(31))).contains(StopReason.DEADLINE);
        assertThat(after(running, ALONE, Duration.ofSeconds(90))).isEmpty();
        assertThat(after(running, ALONE, Duration.ofSeconds(91))).contains(StopReason.DEADLINE);
    }

    /// Looks every second until then, as an agent does.
    private Optional<StopReason> after(Assignment assignment, Optional<Instant> aloneSince, Duration time) {
        TimeLimits looking = new TimeLimits(SETTINGS);
        for (long second = 0; second <= time.toSeconds(); second++) {
            looking.look(NOW.plusSeconds(second));
        }
        return looking.exceeded(assignment, aloneSince, NOW.plus(time));
    }

    private static Assignment running() {
        return Assignment.adopted(labels(NOW.plus(Duration.ofHours(1))), Watch.OURS, NOW);
    }

    private static JobLabels labels(Instant deadline) {
        return new JobLabels(
                new Lease(UUID.randomUUID(), 1),
                UUID.randomUUID(),
                "shop",
                Instruction.Kind.verifyContract,
                deadline);
    }
}
