package io.seltzer.client;

import static io.seltzer.client.Conclusion.ERROR;
import static io.seltzer.client.Conclusion.NOT_DELIVERED;
import static io.seltzer.client.MessageType.Endpoint.COMMAND;
import static io.seltzer.client.MessageType.Endpoint.QUERY;
import static io.seltzer.client.Purpose.Repeat.ALWAYS;
import static io.seltzer.client.Purpose.Repeat.IF_UNSENT;

import io.seltzer.client.Purpose.Repeat;

/// The messages of the catalogue that this client sends (cloud-protocol §4, §5, §9).
enum MessageType {
    LOG_IN("login", COMMAND, "to log in", ALWAYS, ERROR),
    WHO_AM_I("whoAmI", QUERY, "to say who is calling", ALWAYS, ERROR),
    CAN_MANAGE_CONTRACTS(
            "sodaCoreCanManageContracts", QUERY, "whether contracts of the dataset may be managed", ALWAYS, ERROR),
    UPLOAD_CONTRACT_FILE("sodaCoreUploadContractFile", COMMAND, "to store the contract file", ALWAYS, ERROR),
    PUBLISH_CONTRACT("sodaCorePublishContract", COMMAND, "to publish the contract", IF_UNSENT, ERROR),
    GET_CONTRACT("sodaCoreGetContract", QUERY, "for a contract", ALWAYS, ERROR),
    DATASETS_CONFIGURATION("sodaCoreDatasetsConfiguration", QUERY, "for the settings of the dataset", ALWAYS, ERROR),
    INSERT_SCAN_RESULTS("sodaCoreInsertScanResults", COMMAND, "to store the results", IF_UNSENT, NOT_DELIVERED),
    MARK_SCAN_FAILED("sodaCoreMarkScanFailed", COMMAND, "to mark the scan as failed", ALWAYS, NOT_DELIVERED),
    VERIFY_CONTRACT("sodaCoreVerifyContract", COMMAND, "to verify the contract", IF_UNSENT, NOT_DELIVERED),
    TEST_CONTRACT("sodaCoreTestContract", COMMAND, "to test the contract", IF_UNSENT, NOT_DELIVERED),
    SCAN_START("sodaCoreScanStart", COMMAND, "to begin the scan", IF_UNSENT, ERROR),
    INSERT_SCAN_DATA_BATCH(
            "sodaCoreInsertScanDataBatch", COMMAND, "to store the discovered datasets", IF_UNSENT, NOT_DELIVERED),
    SCAN_END_ASYNC("sodaCoreScanEndAsync", COMMAND, "to end the scan", IF_UNSENT, NOT_DELIVERED);

    private final String wireName;
    private final Endpoint endpoint;
    private final String words;
    private final Repeat repeat;
    private final Conclusion onFailure;

    MessageType(String wireName, Endpoint endpoint, String words, Repeat repeat, Conclusion onFailure) {
        this.wireName = wireName;
        this.endpoint = endpoint;
        this.words = words;
        this.repeat = repeat;
        this.onFailure = onFailure;
    }

    enum Endpoint {
        COMMAND("/api/command"),
        QUERY("/api/query");

        private final String path;

        Endpoint(String path) {
            this.path = path;
        }
    }

    String wireName() {
        return wireName;
    }

    String path() {
        return endpoint.path;
    }

    Purpose purpose() {
        return new Purpose(words, repeat, onFailure);
    }
}
