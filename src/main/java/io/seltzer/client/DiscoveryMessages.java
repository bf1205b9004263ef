package io.seltzer.client;

import java.time.Instant;

/// The messages of a discovery: one, or for a managed scan start, batch and end (cloud-protocol §5.6, §5.7). Every
/// method waits, and may throw a [CloudFailure].
public final class DiscoveryMessages {
    private final Session session;

    DiscoveryMessages(Session session) {
        this.session = session;
    }

    private record Start(
            String scanId, String version, String definitionName, String defaultDataSource, Instant dataTimestamp) {}

    private record End(String scanReference) {}

    /// A discovery on one's own account, with its log.
    public void insert(Discovery discovery) {
        session.send(MessageType.INSERT_SCAN_RESULTS, discovery.document(null)).orRefused();
    }

    /// Before anything is done. Log lines are accepted from here on.
    ///
    /// @param dataTimestamp the same as in the discovery
    /// @return the scan's reference, for the batch and for the end
    public String start(String scanId, String definitionName, String dataSource, Instant dataTimestamp) {
        return session.send(
                        MessageType.SCAN_START, new Start(scanId, "4", definitionName, dataSource, dataTimestamp))
                .orRefused()
                .required("scanReference");
    }

    /// What a managed scan found, without its log.
    public void insert(Discovery discovery, String scanReference) {
        session.send(MessageType.INSERT_SCAN_DATA_BATCH, discovery.document(scanReference))
                .orRefused();
    }

    /// After the batch and the log; only now the control plane takes in what it got.
    public void end(String scanReference) {
        session.send(MessageType.SCAN_END_ASYNC, new End(scanReference)).orRefused();
    }
}
