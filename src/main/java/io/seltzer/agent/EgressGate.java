package io.seltzer.agent;

import io.seltzer.agent.launch.JobLabels;
import io.seltzer.protocol.Completeness;
import io.seltzer.protocol.ScanApi;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.ScanResults;
import java.util.regex.Pattern;

/// What a scan process says, on its way out. Nothing of its text passes: it is read strictly into the records of the
/// protocol and written anew from them, so what no record can hold stays here. Pure.
final class EgressGate {
    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");
    private static final int LONGEST_MESSAGE = 2_000;

    private EgressGate() {}

    /// A body that must not go out. The message names places, never contents.
    static final class NotAllowed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotAllowed(String message) {
            super(message, null, false, false);
        }
    }

    static ScanResults results(byte[] body, JobLabels job) {
        ScanResults results = read(body, ScanResults.class);
        if (results.scanId() != null && !results.scanId().equals(job.scanId().toString())) {
            throw new NotAllowed("These are the results of another scan: correct scanId.");
        }
        return results;
    }

    static ScanApi.LogBatch logs(byte[] body) {
        return read(body, ScanApi.LogBatch.class);
    }

    static ScanApi.Failure failure(byte[] body) {
        ScanApi.Failure failure = read(body, ScanApi.Failure.class);
        if (!CODE.matcher(failure.code()).matches()) {
            throw new NotAllowed("The code of a failure has small letters, digits, dots and dashes.");
        }
        if (failure.message().length() > LONGEST_MESSAGE) {
            throw new NotAllowed("The message of a failure has at most " + LONGEST_MESSAGE + " characters.");
        }
        return failure;
    }

    private static <T> T read(byte[] body, Class<T> type) {
        T message;
        try {
            message = WireJson.read(body, type);
        } catch (WireJson.NotUnderstood broken) {
            throw new NotAllowed(broken.getMessage() + ".");
        }
        if (message == null) {
            throw new NotAllowed("Not a message of type " + type.getSimpleName() + ".");
        }
        Completeness.firstFault(message).ifPresent(path -> {
            throw new NotAllowed("Missing or of a wrong kind in " + type.getSimpleName() + ": " + path + ".");
        });
        return message;
    }
}
