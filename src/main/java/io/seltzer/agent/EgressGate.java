package io.seltzer.agent;

import io.seltzer.agent.launch.JobLabels;
import io.seltzer.protocol.Completeness;
import io.seltzer.protocol.ScanApi;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.monitoring.MeasurementBatch;
import io.seltzer.protocol.results.ScanResults;

/// What a scan process says, on its way out. Nothing of its text passes: it is read strictly into the records of the
/// protocol and written anew from them, so what no record can hold stays here. Pure.
final class EgressGate {
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

    static MeasurementBatch measurements(byte[] body) {
        return read(body, MeasurementBatch.class);
    }

    static ScanApi.Failure failure(byte[] body) {
        ScanApi.Failure failure = read(body, ScanApi.Failure.class);
        failure.fault().ifPresent(fault -> {
            throw new NotAllowed(fault);
        });
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
