package io.seltzer.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seltzer.client.ContractLookup.Missing;
import io.seltzer.testing.FakeSodaCloud;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContractMessagesTest {
    private static final DatasetReference ORDERS =
            DatasetReference.parse("shop/prod/public/orders").orElseThrow();

    private final FakeSodaCloud server = new FakeSodaCloud();
    private final SodaCloud cloud = new TestClient().of(server);
    private final ContractMessages contracts = cloud.contracts();

    @AfterEach
    void close() {
        cloud.close();
        server.close();
    }

    @Test
    void publishing_sends_permission_file_and_publication() {
        // Given
        server.reply(
                "sodaCorePublishContract",
                200,
                "{\"fileId\":\"f-2\",\"publishedContract\":{\"datasetId\":\"d-1\"},\"new\":1}");

        // When
        Permission permission = contracts.mayManage(ORDERS);
        String fileId = contracts.upload("dataset: ${var.x}\n# as it is\n");
        PublishedContract published = contracts.publish(fileId, "contracts/orders.yml");

        // Then
        assertThat(permission).isEqualTo(new Permission.Allowed());
        assertThat(published)
                .isEqualTo(new PublishedContract(Optional.of("f-2"), Optional.of("d-1"), Optional.empty()));
        assertThat(server.calls())
                .containsExactly(
                        "login", "sodaCoreCanManageContracts", "sodaCoreUploadContractFile", "sodaCorePublishContract");
        assertThat(body("sodaCoreUploadContractFile"))
                .isEqualTo("{\"type\":\"sodaCoreUploadContractFile\","
                        + "\"contents\":\"dataset: ${var.x}\\n# as it is\\n\",\"token\":\"token-1\"}");
        assertThat(body("sodaCorePublishContract"))
                .isEqualTo("{\"type\":\"sodaCorePublishContract\",\"contract\":{\"fileId\":\"f-1\",\"metadata\":"
                        + "{\"source\":{\"type\":\"local\",\"filePath\":\"contracts/orders.yml\"}}},\"token\":\"token-1\"}");
    }

    @Test
    void a_denial_has_a_sentence() {
        for (Map.Entry<String, String> reason : Map.of(
                        "missingCanCreateDatasourceAndDataset", "may not create data sources and datasets",
                        "missingManageContracts", "may not manage contracts",
                        "somethingNew", "somethingNew")
                .entrySet()) {
            // Given
            server.reply(
                    "sodaCoreCanManageContracts", 200, "{\"allowed\":false,\"reason\":\"" + reason.getKey() + "\"}");

            // Then
            assertThat(contracts.mayManage(ORDERS)).isInstanceOfSatisfying(
                    Permission.Denied.class, denied -> assertThat(denied.sentence()).contains(reason.getValue()));
        }
    }

    @Test
    void an_answer_about_permission_that_does_not_say_is_not_understood() {
        // Given
        server.reply("sodaCoreCanManageContracts", 200, "{\"allowed\":\"yes\"}");

        // Then
        assertThat(failureOf(() -> contracts.mayManage(ORDERS)).problem()).isInstanceOf(Problem.NotUnderstood.class);
    }

    @Test
    void a_publication_needs_status_200_and_an_object() {
        // Given
        server.reply("sodaCorePublishContract", 201, "{}");
        server.reply("sodaCorePublishContract", 200, "published");

        // Then
        assertThat(failureOf(() -> contracts.publish("f", "p")).problem().code()).isEqualTo("cloud.refused");
        assertThat(failureOf(() -> contracts.publish("f", "p")).problem().code())
                .isEqualTo("cloud.answer-not-understood");
    }

    @Test
    void a_contract_comes_as_it_was_published() {
        assertThat(contracts.get(ORDERS)).isEqualTo(new ContractLookup.Found("dataset: shop/public/orders\n"));
        assertThat(body("sodaCoreGetContract")).contains("\"prefixes\":[\"prod\",\"public\"]");
    }

    @Test
    void what_is_not_there_is_told_apart() {
        Map.of(
                        "datasource_not_found", Missing.DATA_SOURCE,
                        "dataset_not_found", Missing.DATASET,
                        "contract_not_found", Missing.CONTRACT)
                .forEach((code, missing) -> {
                    // Given
                    server.reply("sodaCoreGetContract", 400, "{\"code\":\"" + code + "\",\"message\":\"no\"}");

                    // Then
                    assertThat(contracts.get(ORDERS)).isEqualTo(new ContractLookup.NotFound(ORDERS, missing));
                });
    }

    @Test
    void other_refusals_and_empty_contents_are_failures() {
        // Given
        server.reply("sodaCoreGetContract", 400, "{\"code\":\"bad\"}");
        server.reply("sodaCoreGetContract", 404, "{\"code\":\"contract_not_found\"}");
        server.reply("sodaCoreGetContract", 200, "{\"contents\":\" \"}");

        // Then
        assertThat(failureOf(() -> contracts.get(ORDERS)).problem().code()).isEqualTo("cloud.refused");
        assertThat(failureOf(() -> contracts.get(ORDERS)).problem().code()).isEqualTo("cloud.refused");
        assertThat(failureOf(() -> contracts.get(ORDERS)).problem().code()).isEqualTo("cloud.answer-not-understood");
    }

    @Test
    void the_settings_of_a_dataset_may_be_none() {
        // Given
        server.reply("sodaCoreDatasetsConfiguration", 200, "{}");

        // Then
        assertThat(contracts.configurationOf(ORDERS)).isEmpty();
        assertThat(contracts.configurationOf(ORDERS)).isEmpty();
        assertThat(body("sodaCoreDatasetsConfiguration"))
                .isEqualTo("{\"type\":\"sodaCoreDatasetsConfiguration\",\"version\":4,\"datasets\":[{\"dataSource\":\"shop\","
                        + "\"datasetQualifiedName\":\"shop/prod/public/orders\",\"table\":\"orders\"}],\"token\":\"token-1\"}");
    }

    @Test
    void the_settings_of_a_dataset_are_read_and_the_unknown_is_left() {
        // Given
        server.reply("sodaCoreDatasetsConfiguration", 200, """
                {"results":[{"datasetQualifiedName":"shop/prod/public/orders","collectFailedRows":false,"new":{},
                  "testRowSamplerConfiguration":{"enabled":true,"testRowSampler":{"type":"absoluteLimit","limit":500}},
                  "computeWarehouseOverride":{"name":"big"}}]}""");

        // Then
        assertThat(contracts.configurationOf(ORDERS))
                .contains(new DatasetConfiguration(OptionalLong.of(500), Optional.of("big"), Optional.of(false)));
    }

    @Test
    void settings_of_another_dataset_are_refused() {
        // Given
        server.reply(
                "sodaCoreDatasetsConfiguration", 200, "{\"results\":[{\"datasetQualifiedName\":\"shop/other\"}]}");

        // When
        CloudFailure failure = failureOf(() -> contracts.configurationOf(ORDERS));

        // Then
        assertThat(failure.problem().sentence()).contains("another dataset than shop/prod/public/orders");
        assertThat(failure.conclusion()).isEqualTo(Conclusion.ERROR);
    }

    @Test
    void only_qualified_names_are_references() {
        assertThat(DatasetReference.parse("shop/orders"))
                .contains(new DatasetReference("shop", java.util.List.of(), "orders"));
        assertThat(DatasetReference.parse("orders")).isEmpty();
        assertThat(DatasetReference.parse("shop//orders")).isEmpty();
    }

    private String body(String name) {
        return server.requests(name).getLast().body();
    }

    private static CloudFailure failureOf(Runnable call) {
        return catchThrowableOfType(CloudFailure.class, call::run);
    }
}
