package io.seltzer.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.client.ContractLookup.Missing;
import io.seltzer.protocol.results.ScanResults.ContractReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The messages about contracts and the datasets they speak of (cloud-protocol §4). Every method waits, and may throw
/// a [CloudFailure].
public final class ContractMessages {
    private static final int CONFIGURATION_VERSION = 4;
    private static final Map<String, Missing> MISSING = Map.of(
            "datasource_not_found", Missing.DATA_SOURCE,
            "dataset_not_found", Missing.DATASET,
            "contract_not_found", Missing.CONTRACT);

    private final Session session;

    ContractMessages(Session session) {
        this.session = session;
    }

    private record OfDataset(DatasetReference dataset) {}

    private record Upload(String contents) {}

    private record Publication(ContractReference contract) {}

    private record ConfigurationQuery(int version, List<ConfiguredDataset> datasets) {}

    private record ConfiguredDataset(String dataSource, String datasetQualifiedName, String table) {}

    public Permission mayManage(DatasetReference dataset) {
        Answer answer =
                session.send(MessageType.CAN_MANAGE_CONTRACTS, new OfDataset(dataset)).orRefused();
        JsonNode allowed = answer.object().path("allowed");
        if (!allowed.isBoolean()) {
            throw answer.notUnderstood("it has no allowed");
        }
        return allowed.booleanValue()
                ? new Permission.Allowed()
                : new Permission.Denied(answer.text("/reason").orElse(""));
    }

    /// Stores the text of a contract file, as it is; publishes nothing.
    ///
    /// @return the id of the stored file
    public String upload(String contents) {
        return session.send(MessageType.UPLOAD_CONTRACT_FILE, new Upload(contents))
                .orRefused()
                .required("fileId");
    }

    /// @param fileId of [#upload(String)]
    /// @param filePath as the user gave it
    public PublishedContract publish(String fileId, String filePath) {
        Answer answer = session.send(MessageType.PUBLISH_CONTRACT, new Publication(reference(fileId, filePath)))
                .orRefusedUnlessOk();
        JsonNode body = answer.object();
        return new PublishedContract(
                SodaJson.text(body, "/fileId"),
                SodaJson.text(body, "/publishedContract/datasetId"),
                SodaJson.text(body, "/metadata/source/filePath"));
    }

    /// The contract file of messages and of [io.seltzer.protocol.results.ScanResults].
    public static ContractReference reference(String fileId, String filePath) {
        return new ContractReference(
                fileId, new ContractReference.Metadata(new ContractReference.Source("local", filePath)));
    }

    public ContractLookup get(DatasetReference dataset) {
        Answer answer = session.send(MessageType.GET_CONTRACT, new OfDataset(dataset));
        Missing missing = answer.status() == Status.BAD_REQUEST ? MISSING.get(answer.errorCode()) : null;
        return missing == null
                ? new ContractLookup.Found(answer.orRefused().required("contents"))
                : new ContractLookup.NotFound(dataset, missing);
    }

    /// The settings of a dataset; empty when the control plane keeps none.
    public Optional<DatasetConfiguration> configurationOf(DatasetReference dataset) {
        Answer answer = session.send(
                        MessageType.DATASETS_CONFIGURATION,
                        new ConfigurationQuery(
                                CONFIGURATION_VERSION,
                                List.of(new ConfiguredDataset(
                                        dataset.datasource(), dataset.toString(), dataset.name()))))
                .orRefused();
        JsonNode result = answer.object().at("/results/0");
        if (result.isMissingNode()) {
            return Optional.empty();
        }
        if (!result.path("datasetQualifiedName").asText().equals(dataset.toString())) {
            throw answer.notUnderstood("it speaks of another dataset than " + dataset);
        }
        return Optional.of(DatasetConfiguration.of(result));
    }
}
