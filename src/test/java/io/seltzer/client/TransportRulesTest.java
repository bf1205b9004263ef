package io.seltzer.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seltzer.config.SodaCloudFile;
import io.seltzer.testing.FakeSodaCloud;
import io.seltzer.testing.FakeSodaCloud.Reply;
import io.seltzer.testing.FakeSodaCloud.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What holds for every message (cloud-protocol §1).
class TransportRulesTest {
    private static final DatasetReference ORDERS = new DatasetReference("shop", List.of("public"), "orders");
    private static final String UPLOAD = "sodaCoreUploadContractFile";
    private static final String PUBLISH = "sodaCorePublishContract";

    private final FakeSodaCloud server = new FakeSodaCloud();
    private final TestClient client = new TestClient();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void every_request_names_the_generation_the_product_and_that_it_can_wait() {
        // When
        try (SodaCloud cloud = client.of(server)) {
            cloud.whoAmI();
        }

        // Then
        assertThat(server.calls()).containsExactly("login", "whoAmI");
        assertThat(server.requests()).allSatisfy(request -> assertThat(request.headers())
                .containsEntry("user-agent", "soda-core/4.28.0 seltzer/1.2")
                .containsEntry("x-soda-backpressure", "1")
                .containsEntry("content-type", "application/json")
                .doesNotContainKey("authorization"));
        assertThat(server.requests("login").getFirst().body())
                .isEqualTo("{\"type\":\"login\",\"apiKeyId\":\"key-1\",\"apiKeySecret\":\"open-sesame-9731\"}");
        assertThat(server.requests("whoAmI").getFirst().body()).isEqualTo("{\"type\":\"whoAmI\",\"token\":\"token-1\"}");
    }

    @Test
    void one_log_in_serves_all_messages() {
        // When
        try (SodaCloud cloud = client.of(server)) {
            cloud.whoAmI();
            cloud.contracts().upload("text");
        }

        // Then
        assertThat(server.calls()).containsExactly("login", "whoAmI", UPLOAD);
    }

    @Test
    void a_token_from_the_environment_stands_in_for_the_log_in() {
        // When
        try (SodaCloud cloud = withToken()) {
            cloud.whoAmI();
        }

        // Then
        assertThat(server.calls()).containsExactly("whoAmI");
        assertThat(server.requests("whoAmI").getFirst().json().path("token").asText()).isEqualTo("given");
    }

    @Test
    void a_token_that_is_not_accepted_cannot_be_renewed_without_a_key() {
        // Given
        server.reply("whoAmI", 401, "{}");

        // When
        CloudFailure failure;
        try (SodaCloud cloud = withToken()) {
            failure = failureOf(cloud::whoAmI);
        }

        // Then
        assertThat(server.calls()).containsExactly("whoAmI");
        assertThat(failure.problem().code()).isEqualTo("cloud.refused");
    }

    @Test
    void after_a_401_it_logs_in_again_and_repeats_once() {
        // Given
        server.reply("whoAmI", 401, "{}");

        // When
        try (SodaCloud cloud = client.of(server)) {
            cloud.whoAmI();
        }

        // Then
        assertThat(server.calls()).containsExactly("login", "whoAmI", "login", "whoAmI");
        assertThat(server.requests("whoAmI").getLast().json().path("token").asText()).isEqualTo("token-2");
    }

    @Test
    void a_second_401_is_final() {
        // Given
        server.reply("whoAmI", 401, "{}");
        server.reply("whoAmI", 401, "{}");

        // When
        CloudFailure failure = failureOfWhoAmI();

        // Then
        assertThat(server.calls()).containsExactly("login", "whoAmI", "login", "whoAmI");
        assertThat(failure.conclusion()).isEqualTo(Conclusion.ERROR);
    }

    @Test
    void after_a_429_it_waits_as_asked_and_sends_the_same_again() {
        // Given
        server.reply(PUBLISH, 429, "{}", "Retry-After", "20");

        // When
        try (SodaCloud cloud = client.of(server)) {
            cloud.contracts().publish("f-1", "orders.yml");
        }

        // Then 20 s, times 1.0 to 1.3
        assertThat(client.sleptSeconds()).containsExactly(23L);
        List<Request> sent = server.requests(PUBLISH);
        assertThat(sent).hasSize(2);
        assertThat(sent.getFirst().body()).isEqualTo(sent.getLast().body());
        assertThat(client.events).hasOnlyElementsOfType(CloudEvent.Deferred.class);
    }

    @Test
    void without_a_number_in_retry_after_it_waits_15_seconds_and_never_less_than_one() {
        // Given
        server.reply("whoAmI", 429, "{}");
        server.reply("whoAmI", 429, "{}", "Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT");
        server.reply("whoAmI", 429, "{}", "Retry-After", "Infinity");
        server.reply("whoAmI", 429, "{}", "Retry-After", "-3");

        // When
        try (SodaCloud cloud = client.of(server)) {
            cloud.whoAmI();
        }

        // Then
        assertThat(client.sleeps)
                .extracting(Duration::toMillis)
                .containsExactly(17_250L, 17_250L, 17_250L, 1_150L);
    }

    @Test
    void the_waits_of_one_request_fit_into_the_budget_also_over_a_new_log_in() {
        // Given
        server.reply("whoAmI", 429, "{}", "Retry-After", "40");
        server.reply("whoAmI", 401, "{}");
        server.reply("whoAmI", 429, "{}", "Retry-After", "40");
        server.reply("whoAmI", 429, "{}", "Retry-After", "40");

        // When
        CloudFailure failure;
        try (SodaCloud cloud = client.of(TestClient.file(server.file(), Optional.empty()), Duration.ofSeconds(60), Duration.ofSeconds(20))) {
            failure = failureOf(cloud::whoAmI);
        }

        // Then
        assertThat(client.sleptSeconds()).containsExactly(46L, 14L);
        assertThat(failure.problem()).isInstanceOf(Problem.Busy.class);
        assertThat(failure.conclusion()).isEqualTo(Conclusion.ERROR);
    }

    @Test
    void a_log_in_does_not_wait_on_429() {
        // Given
        server.reply("login", 429, "{}", "Retry-After", "1");

        // When
        CloudFailure failure = failureOfWhoAmI();

        // Then
        assertThat(failure.problem()).isEqualTo(new Problem.LogInRefused("http://127.0.0.1:" + server.port(), 429));
        assertThat(client.sleeps).isEmpty();
    }

    @Test
    void a_log_in_with_the_wrong_key_says_what_to_check() {
        // Given
        server.reply("login", 403, "{\"message\":\"no\"}");

        // When
        CloudFailure failure = failureOfWhoAmI();

        // Then
        assertThat(failure.problem().sentence()).contains("refused the log-in (status 403)", "api_key_id");
        assertThat(failure.problem().sentence()).doesNotContain(FakeSodaCloud.KEY_SECRET);
    }

    @Test
    void what_may_be_repeated_is_tried_three_times_with_growing_pauses() {
        // Given
        server.reply(UPLOAD, 503, "");
        server.reply(UPLOAD, new Reply.Break());

        // When
        try (SodaCloud cloud = client.of(server)) {
            assertThat(cloud.contracts().upload("text")).isEqualTo("f-1");
        }

        // Then
        assertThat(client.sleeps).extracting(Duration::toMillis).containsExactly(1_250L, 2_500L);
        assertThat(server.requests(UPLOAD)).hasSize(3);
    }

    @Test
    void after_three_tries_the_last_answer_counts() {
        // Given
        server.reply("whoAmI", 502, "");
        server.reply("whoAmI", 503, "");
        server.reply("whoAmI", 504, "<html>");

        // When
        CloudFailure failure = failureOfWhoAmI();

        // Then
        assertThat(failure.problem()).isInstanceOfSatisfying(
                Problem.Refused.class, refused -> assertThat(refused.status()).isEqualTo(504));
    }

    @Test
    void what_could_happen_twice_is_sent_once() {
        // Given
        server.reply(PUBLISH, 503, "");
        server.reply(PUBLISH, new Reply.Break());

        // When
        CloudFailure refused;
        CloudFailure unanswered;
        try (SodaCloud cloud = client.of(server)) {
            refused = failureOf(() -> cloud.contracts().publish("f-1", "orders.yml"));
            unanswered = failureOf(() -> cloud.contracts().publish("f-1", "orders.yml"));
        }

        // Then
        assertThat(server.requests(PUBLISH)).hasSize(2);
        assertThat(client.sleeps).isEmpty();
        assertThat(refused.problem()).isInstanceOf(Problem.Refused.class);
        assertThat(unanswered.problem()).isInstanceOf(Problem.Unanswered.class);
    }

    @Test
    void a_connection_that_is_refused_is_tried_three_times_whatever_the_message() {
        // Given a log-in that worked, and a server that has gone
        CloudFailure failure;
        try (SodaCloud cloud = withToken()) {
            server.close();

            // When
            failure = failureOf(() -> cloud.contracts().publish("f-1", "orders.yml"));
        }

        // Then
        assertThat(client.sleeps).hasSize(2);
        assertThat(failure.problem()).isInstanceOf(Problem.Unreachable.class);
        assertThat(failure.problem().sentence()).contains("the connection was refused", "NO_PROXY");
    }

    @Test
    void a_server_that_never_answers_is_given_up() {
        // Given
        for (int i = 0; i < 3; i++) {
            server.reply("whoAmI", new Reply.Silence());
        }

        // When
        CloudFailure failure;
        try (SodaCloud cloud = client.of(
                TestClient.file(server.file(), Optional.empty()), Duration.ZERO, Duration.ofMillis(200))) {
            cloud.contracts().upload("so that the log-in is done");
            failure = failureOf(cloud::whoAmI);
        }

        // Then
        assertThat(failure.problem()).isInstanceOf(Problem.Unanswered.class);
        assertThat(failure.problem().sentence()).contains("no answer came in time");
    }

    @Test
    void a_refusal_is_told_in_the_servers_words_without_our_secrets() {
        // Given
        server.reply(
                UPLOAD,
                400,
                "{\"code\":\"bad_file\",\"message\":\"Not this:\\n token-1 open-sesame-9731\"}",
                "X-Soda-Trace-Id",
                "t-77");

        // When
        CloudFailure failure;
        try (SodaCloud cloud = client.of(server)) {
            failure = failureOf(() -> cloud.contracts().upload("text"));
        }

        // Then
        assertThat(failure.problem().sentence())
                .endsWith("refused to store the contract file (status 400, bad_file): Not this: *** *** Trace id: t-77");
    }

    @Test
    void a_garbled_answer_is_no_answer_of_the_protocol() {
        for (String garbled : List.of("", "<html>", "[]", "{\"fileId\":7}", "{\"fileId\":\"\"}", "{}{}")) {
            // Given
            server.reply(UPLOAD, 200, garbled);

            // When
            CloudFailure failure;
            try (SodaCloud cloud = client.of(server)) {
                failure = failureOf(() -> cloud.contracts().upload("text"));
            }

            // Then
            assertThat(failure.problem()).as(garbled).isInstanceOf(Problem.NotUnderstood.class);
        }
    }

    @Test
    void a_redirect_on_the_same_server_is_followed() {
        // Given
        server.reply("whoAmI", 307, "", "Location", "/api/command");

        // When
        try (SodaCloud cloud = client.of(server)) {
            cloud.whoAmI();
        }

        // Then
        assertThat(server.requests("whoAmI"))
                .extracting(request -> request.headers().get(":path"))
                .containsExactly("/api/query", "/api/command");
    }

    @Test
    void a_redirect_to_another_server_gets_no_token() {
        // Given
        try (FakeSodaCloud other = new FakeSodaCloud()) {
            server.reply("whoAmI", 307, "", "Location", "http://127.0.0.1:" + other.port() + "/api/query");

            // When
            CloudFailure failure = failureOfWhoAmI();

            // Then
            assertThat(other.calls()).isEmpty();
            assertThat(failure.problem().sentence()).contains("sends us to http://127.0.0.1:" + other.port());
        }
    }

    @Test
    void a_wait_that_is_interrupted_ends_the_request() {
        // Given
        server.reply("whoAmI", 429, "{}");
        Thread.currentThread().interrupt();

        // When
        CloudFailure failure = failureOfWhoAmI();

        // Then
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.problem()).isInstanceOf(Problem.Interrupted.class);
    }

    @Test
    void asks_for_the_dataset_as_messages_name_it() {
        // When
        try (SodaCloud cloud = client.of(server)) {
            cloud.contracts().mayManage(ORDERS);
        }

        // Then
        assertThat(server.requests("sodaCoreCanManageContracts").getFirst().body())
                .isEqualTo("{\"type\":\"sodaCoreCanManageContracts\","
                        + "\"dataset\":{\"datasource\":\"shop\",\"prefixes\":[\"public\"],\"name\":\"orders\"},"
                        + "\"token\":\"token-1\"}");
    }

    private SodaCloud withToken() {
        SodaCloudFile file = TestClient.file(
                "soda_cloud: {scheme: http, host: 127.0.0.1, port: " + server.port() + "}", Optional.of("given"));
        return client.of(file, Duration.ofMinutes(5), Duration.ofSeconds(20));
    }

    private CloudFailure failureOfWhoAmI() {
        try (SodaCloud cloud = client.of(server)) {
            return failureOf(cloud::whoAmI);
        }
    }

    private static CloudFailure failureOf(Runnable call) {
        return catchThrowableOfType(CloudFailure.class, call::run);
    }
}
