package io.seltzer.agent.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MirrorTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final Mirror<Job> mirror = new Mirror<>();

    @Test
    void what_was_created_after_a_list_was_asked_for_is_not_missing_from_it() {
        // Given
        long mark = mirror.mark();
        mirror.heard(job("one", "uid-1", 7), NOW);

        // When
        int unheard = mirror.listed(List.of(), mark, NOW);

        // Then
        assertThat(unheard).isZero();
        assertThat(mirror.get("one")).isPresent();
    }

    @Test
    void what_went_after_a_list_was_asked_for_does_not_come_back_with_it() {
        // Given
        Job job = job("one", "uid-1", 7);
        mirror.heard(job, NOW);
        long mark = mirror.mark();
        mirror.heardGone(job);

        // When
        mirror.listed(List.of(job), mark, NOW);

        // Then
        assertThat(mirror.all()).isEmpty();
    }

    @Test
    void a_list_puts_right_what_was_never_heard_and_says_how_much() {
        // Given
        mirror.heard(job("gone", "uid-1", 1), NOW);
        mirror.heard(job("changed", "uid-2", 2), NOW);
        mirror.heard(job("same", "uid-3", 3), NOW);

        // When
        int unheard = mirror.listed(
                List.of(job("changed", "uid-2", 9), job("same", "uid-3", 3), job("new", "uid-4", 8)),
                mirror.mark(),
                NOW);

        // Then
        assertThat(unheard).isEqualTo(3);
        assertThat(mirror.all().stream().map(entry -> entry.object().getMetadata().getName()))
                .containsExactlyInAnyOrder("changed", "same", "new");
    }

    @Test
    void an_older_word_does_not_undo_a_newer_one() {
        // Given
        mirror.heard(job("one", "uid-1", 9), NOW);

        // When
        boolean news = mirror.heard(job("one", "uid-1", 10), NOW.plusSeconds(1))
                && mirror.heard(job("one", "uid-1", 8), NOW.plusSeconds(2));

        // Then
        assertThat(news).isFalse();
        assertThat(mirror.get("one").orElseThrow().object().getMetadata().getResourceVersion())
                .isEqualTo("10");
        assertThat(mirror.get("one").orElseThrow().first()).isEqualTo(NOW);
        assertThat(mirror.get("one").orElseThrow().changed()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void that_one_is_gone_says_nothing_of_another_of_the_same_name() {
        // Given
        mirror.heard(job("one", "uid-1", 1), NOW);
        mirror.heard(job("one", "uid-2", 5), NOW);

        // When
        mirror.heardGone(job("one", "uid-1", 4));

        // Then
        assertThat(mirror.get("one").orElseThrow().object().getMetadata().getUid()).isEqualTo("uid-2");
    }

    private static Job job(String name, String uid, int version) {
        return new JobBuilder()
                .withNewMetadata()
                .withName(name)
                .withUid(uid)
                .withResourceVersion(Integer.toString(version))
                .endMetadata()
                .build();
    }
}
