package io.seltzer.cloud.api;

import io.seltzer.cloud.store.Caller;
import io.seltzer.cloud.store.ContractFiles;
import io.seltzer.cloud.store.Contracts.Draft;
import io.seltzer.cloud.store.PublishedContract;
import io.seltzer.cloud.store.Refused;
import io.seltzer.cloud.store.Store;
import io.seltzer.contract.DatasetName;
import io.seltzer.protocol.soda.ContractFileReference;
import io.seltzer.protocol.soda.SodaCommand.PublishContract;
import io.seltzer.protocol.soda.SodaCommand.UploadContractFile;
import io.seltzer.protocol.soda.SodaCommand.VerifyContract;
import io.seltzer.protocol.soda.SodaQuery.DatasetReference;
import io.seltzer.protocol.soda.SodaQuery.GetContract;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The messages of clients about contracts.
final class SodaContracts {
    private static final String USUAL_PATH = "contract.yml";

    private final Store store;

    SodaContracts(Store store) {
        this.store = store;
    }

    private record Uploaded(UUID fileId) {}

    private record Text(String contents) {}

    private record Created(UUID scanId) {}

    private record Published(String fileId, Dataset publishedContract, Metadata metadata) {
        private record Dataset(UUID datasetId) {}

        private record Metadata(Source source) {}

        private record Source(String filePath) {}
    }

    Future<?> upload(Caller caller, UploadContractFile message) {
        return store.files().add(caller.organisation(), message.contents()).map(Uploaded::new);
    }

    Future<?> publish(Caller caller, PublishContract message) {
        ContractFileReference file = message.contract();
        String path = path(file);
        return store.files()
                .contents(caller.organisation(), fileId(file))
                .compose(contents -> store.contracts()
                        .publish(caller.organisation(), caller.keyId(), new Draft(path, contents), Optional.empty()))
                .map(contract -> published(file, path, contract));
    }

    private static Published published(ContractFileReference file, String path, PublishedContract contract) {
        return new Published(
                file.fileId(),
                new Published.Dataset(contract.id()),
                new Published.Metadata(new Published.Source(path)));
    }

    Future<?> text(Caller caller, GetContract message) {
        return store.contracts().newestText(caller.organisation(), name(message.dataset())).map(Text::new);
    }

    private static DatasetName name(DatasetReference dataset) {
        List<String> prefixes = dataset.prefixes() == null ? List.of() : dataset.prefixes();
        return new DatasetName(dataset.datasource(), prefixes, dataset.name());
    }

    Future<?> verify(Caller caller, VerifyContract message) {
        if (message.executionOptions() != null && !message.executionOptions().isNull()) {
            throw Refused.invalid(
                    "check_paths_unsupported",
                    "A verification by an agent runs all checks of the contract. Leave the selection of checks out.");
        }
        return store.verifications()
                .ofFile(
                        caller.organisation(),
                        fileId(message.contract()),
                        path(message.contract()),
                        VariableTexts.of(message.variables()))
                .map(Created::new);
    }

    static String path(ContractFileReference file) {
        return file.filePath().filter(path -> !path.isBlank()).orElse(USUAL_PATH);
    }

    static UUID fileId(ContractFileReference file) {
        return Bodies.uuid(file.fileId()).orElseThrow(ContractFiles::unknown);
    }
}
