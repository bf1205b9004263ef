package io.seltzer.client;

import io.seltzer.protocol.results.LogLine;
import io.seltzer.protocol.results.ScanResults;
import java.util.List;

/// The messages with which a scan ends (cloud-protocol §5, §9). Every method waits, and may throw a [CloudFailure].
public final class ResultMessages {
    private final Session session;

    ResultMessages(Session session) {
        this.session = session;
    }

    private record FailedScan(String scanId, List<LogLine> logs) {}

    /// Stores the results of a contract. Sent again only when it is certain that nothing arrived.
    public StoredScan insert(ScanResults results) {
        Answer answer = session.send(MessageType.INSERT_SCAN_RESULTS, results).orRefusedUnlessOk();
        return StoredScan.of(answer.required("scanId"), answer.object());
    }

    /// @param scanId of a managed scan
    /// @param logs replace what the control plane has of the scan, unless there are none
    public void markScanFailed(String scanId, List<LogLine> logs) {
        session.send(MessageType.MARK_SCAN_FAILED, new FailedScan(scanId, List.copyOf(logs))).orRefused();
    }
}
