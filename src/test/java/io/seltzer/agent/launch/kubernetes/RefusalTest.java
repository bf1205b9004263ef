package io.seltzer.agent.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.seltzer.agent.launch.LaunchOutcome;
import io.seltzer.agent.launch.LaunchOutcome.NotNow;
import io.seltzer.agent.launch.LaunchOutcome.Refused;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {
    @ParameterizedTest
    @CsvSource({
        "429, Too many requests, job.cluster-busy",
        "500, etcdserver: request timed out, job.cluster-busy",
        "503, the server is currently unable, job.cluster-busy",
        "409, Operation cannot be fulfilled on resourcequotas, job.conflict",
        "403, 'jobs.batch \"scan-1\" is forbidden: exceeded quota: jobs, requested: count/jobs.batch=1', job.quota",
        "401, Unauthorized, job.cluster-unauthorised"
    })
    void what_may_pass_is_tried_again_under_the_same_lease(int status, String message, String code) {
        // When
        LaunchOutcome outcome = Refusal.of(refusal(status, message));

        // Then
        assertThat(outcome).isInstanceOfSatisfying(NotNow.class, notNow -> assertThat(notNow.code())
                .isEqualTo(code));
    }

    @Test
    void an_api_server_that_is_away_is_waited_for() {
        // When
        LaunchOutcome outcome =
                Refusal.of(new KubernetesClientException("An error has occurred.", new IOException("refused")));

        // Then
        assertThat(outcome).isInstanceOfSatisfying(NotNow.class, notNow -> assertThat(notNow.code())
                .isEqualTo("job.cluster-unreachable"));
    }

    @ParameterizedTest
    @CsvSource({
        "403, User cannot create resource jobs, job.forbidden",
        "404, namespaces scans not found, job.namespace-missing",
        "422, Invalid value: hunter2, job.invalid",
        "413, Request entity too large, job.too-large",
        "418, teapot, job.refused"
    })
    void what_would_be_refused_again_ends_the_job_and_quotes_nothing(int status, String message, String code) {
        // When
        LaunchOutcome outcome = Refusal.of(refusal(status, message));

        // Then
        assertThat(outcome).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.end().code()).isEqualTo(code);
            assertThat(refused.end().retry()).isFalse();
            assertThat(refused.end().message()).doesNotContain("hunter2").endsWith(".");
        });
    }

    @Test
    void the_fields_that_the_cluster_does_not_take_are_named() {
        // Given
        Status status = new StatusBuilder()
                .withMessage("Invalid value: hunter2")
                .withNewDetails()
                .addNewCause("spec.template.spec.nodeSelector", "Invalid value: hunter2", "FieldValueInvalid")
                .endDetails()
                .build();

        // When
        LaunchOutcome outcome = Refusal.of(new KubernetesClientException("hunter2", 422, status));

        // Then
        assertThat(outcome).isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                        refused.end().message())
                .endsWith("Correct them: spec.template.spec.nodeSelector."));
    }

    private static KubernetesClientException refusal(int code, String message) {
        return new KubernetesClientException(
                message, code, new StatusBuilder().withCode(code).withMessage(message).build());
    }
}
