package io.seltzer.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.cloud.TestHttp.Answer;
import io.seltzer.cloud.store.AccessTokens;
import io.seltzer.cloud.store.Contracts.Draft;
import io.seltzer.protocol.ScanBundle;
import io.seltzer.protocol.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Log-in and contracts in the words of unmodified clients.
class SodaMessagesTest {
    private static final String WHO_AM_I = "{\"type\":\"whoAmI\"}";
    private static final String ORDERS = "{\"datasource\":\"shopdb\",\"prefixes\":[\"prod\",\"public\"],\"name\":\"orders\"}";
    private static final String GET_CONTRACT = "{\"type\":\"sodaCoreGetContract\",\"dataset\":" + ORDERS + "}";

    private static RunningControlPlane control;

    private TestOrganisation organisation;
    private SodaClient client;

    @BeforeAll
    static void start() throws Exception {
        control = RunningControlPlane.start();
    }

    @AfterAll
    static void stop() throws Exception {
        control.close();
    }

    @BeforeEach
    void logIn() throws Exception {
        organisation = control.organisation();
        client = SodaClient.loggedIn(organisation);
    }

    @Test
    void aLogInGivesATokenThatTellsWhoOneIs() {
        Answer answer = client.query(WHO_AM_I);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("organisationName").asText()).isEqualTo(organisation.name());
    }

    @Test
    void aWrongSecretIsRefused() {
        Answer answer = SodaClient.logIn(organisation.http(), "another-secret-of-tests");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("unauthorized");
        assertThat(answer.json().path("message").asText()).isNotEmpty();
    }

    @Test
    void noTokenAndAnUnknownOneAreRefused() {
        SodaClient stranger = new SodaClient(organisation.http(), "no-such-token");
        String scan = UUID.randomUUID().toString();

        assertThat(List.of(
                        organisation.http().send("POST", "/api/query", "", WHO_AM_I),
                        stranger.query(WHO_AM_I),
                        stranger.publish(scan),
                        stranger.log(scan, "{}")))
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(401);
                    assertThat(answer.code()).isEqualTo("token_invalid");
                });
    }

    @Test
    void aTokenExpires() {
        control.clock().advance(AccessTokens.LENGTH.plusSeconds(1));

        assertThat(client.query(WHO_AM_I).status()).isEqualTo(401);
        assertThat(SodaClient.loggedIn(organisation).query(WHO_AM_I).status()).isEqualTo(200);
    }

    @Test
    void aRevokedKeyEndsItsTokens() throws Exception {
        control.database()
                .asSuperuser("update api_key set revoked_at = now() where id = '"
                        + organisation.http().key().id() + "' returning id");

        assertThat(client.query(WHO_AM_I).status()).isEqualTo(401);
    }

    @Test
    void theDatabaseDoesNotHoldTheToken() throws Exception {
        assertThat(control.database().asSuperuser("select string_agg(token_hash::text, ' ') from access_token"))
                .isNotEmpty()
                .doesNotContain(
                        HexFormat.of().formatHex(client.token().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whoMayLogInMayPublish() {
        Answer answer = client.query("{\"type\":\"sodaCoreCanManageContracts\",\"dataset\":" + ORDERS + "}");

        assertThat(answer.json().path("allowed").asBoolean()).isTrue();
    }

    @Test
    void noDatasetIsConfigured() {
        Answer answer = client.query(
                """
                {"type":"sodaCoreDatasetsConfiguration","version":4,
                 "datasets":[{"dataSource":"shopdb","datasetQualifiedName":"shopdb/prod/public/orders","table":"orders"}]}""");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("results")).isEmpty();
    }

    @Test
    void publishesAContractOnceAndHandsItOut() {
        // When
        String file = client.upload(TestOrganisation.CONTRACT);
        String again = client.upload(TestOrganisation.CONTRACT);
        Answer first = client.publish(file);
        Answer second = client.publish(again);

        // Then
        assertThat(again).isEqualTo(file);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().path("fileId").asText()).isEqualTo(file);
        assertThat(first.json().at("/metadata/source/filePath").asText()).isEqualTo("contracts/orders.yml");
        JsonNode published = organisation.http().rest("GET", "/contracts").json();
        assertThat(published.path("totalElements").asInt()).isEqualTo(1);
        assertThat(published.at("/content/0/version").asInt()).isEqualTo(1);
        assertThat(published.at("/content/0/datasetId")).isEqualTo(second.json().at("/publishedContract/datasetId"));
        assertThat(client.query(GET_CONTRACT).json().path("contents").asText()).isEqualTo(TestOrganisation.CONTRACT);
    }

    @Test
    void aContractWithFaultsIsRefusedAndNothingChanges() {
        client.publish(client.upload(TestOrganisation.CONTRACT));

        Answer answer = client.publish(client.upload("columns: []\n"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("contract_invalid");
        assertThat(answer.json().path("message").asText()).startsWith("contracts/orders.yml:1:1: ");
        assertThat(client.query(GET_CONTRACT).json().path("contents").asText()).isEqualTo(TestOrganisation.CONTRACT);
    }

    @Test
    void tellsWhatIsMissingOfAContract() {
        Answer source = client.query(GET_CONTRACT);
        organisation.http().rest("POST", "/datasources", Map.of("configurationFileContents", TestOrganisation.DATA_SOURCE));
        Answer dataset = client.query(GET_CONTRACT);
        client.command(SodaResultsTest.DISCOVERY);
        Answer contract = client.query(GET_CONTRACT);

        assertThat(List.of(source, dataset, contract)).extracting(Answer::status).containsOnly(400);
        assertThat(List.of(source, dataset, contract))
                .extracting(Answer::code)
                .containsExactly("datasource_not_found", "dataset_not_found", "contract_not_found");
    }

    @Test
    void anUnknownFileCannotBePublished() {
        assertThat(client.publish("f-17").code()).isEqualTo("file_not_found");
        assertThat(client.publish(UUID.randomUUID().toString()).code()).isEqualTo("file_not_found");
    }

    @Test
    void aFileOfAnotherOrganisationIsUnknown() throws Exception {
        String theirs = SodaClient.loggedIn(control.organisation()).upload(TestOrganisation.CONTRACT);

        assertThat(client.publish(theirs).code()).isEqualTo("file_not_found");
        assertThat(client.query(GET_CONTRACT).code()).isEqualTo("datasource_not_found");
    }

    @Test
    void aContractThatIsTooLargeIsToldSo() {
        String large = "# " + "x".repeat(Draft.MOST_CHARACTERS);
        Answer uploaded = client.command(
                WireJson.text(Map.of("type", "sodaCoreUploadContractFile", "contents", large)));
        Answer published = organisation.http().rest("POST", "/contracts", Map.of("contents", large));

        assertThat(List.of(uploaded, published)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("contract_too_large");
            assertThat(answer.json().path("message").asText()).contains("12,000,002", "12,000,000");
        });
    }

    @Test
    void aContractOfMoreThanTwentyMillionCharactersIsToldSoToo() {
        Answer answer = organisation.http().rest("POST", "/contracts", Map.of("contents", "x".repeat(20_500_000)));

        assertThat(answer.code()).isEqualTo("contract_too_large");
    }

    @Test
    void anAgentVerifiesAnUploadedContract() {
        organisation.publish();
        String text = TestOrganisation.CONTRACT + "# not published\n";
        String file = client.upload(text);

        // When
        Answer answer = client.command(
                """
                {"type":"sodaCoreVerifyContract","verbose":false,"variables":{"limit":5},
                 "contract":{"fileId":"%s","metadata":{"source":{"type":"local","filePath":"orders.yml"}}}}"""
                        .formatted(file));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        TestAgent agent = organisation.agent("cluster");
        ScanBundle bundle = agent.bundle(agent.claimOne().lease()).as(ScanBundle.class);
        assertThat(bundle.scanId().toString()).isEqualTo(answer.json().path("scanId").asText());
        assertThat(Objects.requireNonNull(bundle.contract()).text()).isEqualTo(text);
        assertThat(Objects.requireNonNull(bundle.contract()).path()).isEqualTo("orders.yml");
        assertThat(bundle.variables()).isEqualTo(Map.of("limit", "5"));
    }

    @Test
    void anAgentIsNotAskedForWhatItCannotDo() {
        String verify =
                """
                {"type":"sodaCoreVerifyContract","contract":{"fileId":"%s"}%s}""";
        String good = client.upload(TestOrganisation.CONTRACT);
        Answer noSource = client.command(verify.formatted(good, ""));
        organisation.publish();

        assertThat(noSource.code()).isEqualTo("datasource_not_found");
        assertThat(client.command(verify.formatted(good, ",\"executionOptions\":{\"checkPaths\":[\"a\"]}")).code())
                .isEqualTo("check_paths_unsupported");
        assertThat(client.command(verify.formatted(client.upload("columns: []\n"), "")).code())
                .isEqualTo("contract_invalid");
        assertThat(client.command("{\"type\":\"sodaCoreTestContract\"}").code()).isEqualTo("test_unsupported");
        assertThat(organisation.agent("cluster").claim(1)).isEmpty();
    }

    @Test
    void anUnknownMessageIsToldWhatIsUnderstood() {
        Answer command = client.command("{\"type\":\"sodaCoreUpsertDraftContract\"}");
        Answer query = client.query("{\"type\":\"sodaCoreContracts\"}");

        assertThat(command.status()).isEqualTo(400);
        assertThat(command.code()).isEqualTo("unknown_message");
        assertThat(command.json().path("message").asText()).contains("sodaCorePublishContract", "login");
        assertThat(query.json().path("message").asText()).contains("sodaCoreGetContract");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{oops",
                "[]",
                "7",
                "null",
                "{\"type\":7}",
                "{\"type\":\"login\",\"apiKeyId\":{},\"apiKeySecret\":[]}",
                "{\"type\":\"login\"}",
                "{\"type\":\"login\",\"apiKeyId\":\"a\"} more"
            })
    void aHostileBodyIsRefusedInWords(String body) {
        Answer answer = organisation.http().send("POST", "/api/command", "", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid_body");
        assertThat(answer.body()).doesNotContain("Exception", "oops", "jackson");
    }

    @Test
    void aDeepBodyIsRefusedInWords() {
        String deep = "{\"type\":\"login\",\"x\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}";

        Answer answer = organisation.http().send("POST", "/api/command", "", deep);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid_body");
    }
}
