package io.seltzer.agent.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.agent.launch.kubernetes.Replicas.Replica;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReplicasTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Replica A = new Replica("agent-a", false, false);
    private static final Replica B = new Replica("agent-b", false, false);
    private static final Replica C = new Replica("agent-c", false, false);

    @Test
    void a_job_is_its_launchers_as_long_as_that_one_lives() {
        assertThat(owners("agent-b", List.of(A, B, C))).containsExactly("agent-b");
    }

    @Test
    void the_job_of_one_that_is_gone_is_the_first_ones() {
        assertThat(owners("agent-x", List.of(A, B, C))).containsExactly("agent-a");
        assertThat(owners("agent-x", List.of(B, C))).containsExactly("agent-b");
    }

    @Test
    void one_that_is_told_to_end_is_as_good_as_gone() {
        // Given
        Replica leaving = new Replica("agent-a", true, false);

        // Then it still counts its own as its own
        assertThat(owners("agent-a", List.of(leaving, B, C))).containsExactly("agent-a", "agent-b");
        assertThat(Replicas.unknown("agent-b").seen(List.of(leaving, B), NOW).aloneSince())
                .isEmpty();
    }

    @Test
    void until_the_others_were_asked_for_only_ones_own_is_ones_own() {
        // Given
        Replicas unknown = Replicas.unknown("agent-a");

        // Then
        assertThat(unknown.isMine("agent-a")).isTrue();
        assertThat(unknown.isMine("agent-x")).isFalse();
        assertThat(unknown.aloneSince()).isEmpty();
    }

    @Test
    void alone_is_who_was_found_alone_since_then() {
        // Given
        Replicas alone = Replicas.unknown("agent-a").seen(List.of(A), NOW);

        // Then
        assertThat(alone.aloneSince()).contains(NOW);
        assertThat(alone.seen(List.of(A), NOW.plusSeconds(9)).aloneSince()).contains(NOW);
        assertThat(alone.seen(List.of(A, B), NOW.plusSeconds(9)).aloneSince()).isEmpty();
    }

    private static List<String> owners(String launcher, List<Replica> pods) {
        return Stream.of("agent-a", "agent-b", "agent-c")
                .filter(me -> pods.stream().anyMatch(pod -> pod.name().equals(me)))
                .filter(me -> Replicas.unknown(me).seen(pods, NOW).isMine(launcher))
                .toList();
    }
}
