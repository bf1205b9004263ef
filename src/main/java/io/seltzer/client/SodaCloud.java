package io.seltzer.client;

import io.seltzer.config.SodaCloudFile;

/// A control plane that speaks the Soda protocol. Logs in when it is first needed, once. Every method waits, and may
/// throw a [CloudFailure].
public final class SodaCloud implements AutoCloseable {
    /// The path of a contract that lies in the control plane and in no file.
    public static final String REMOTE_PATH = "REMOTE";

    private final Transport transport;
    private final Session session;

    public SodaCloud(SodaCloudFile file, ClientSettings settings) {
        this.transport = new Transport(file.address(), settings);
        this.session = new Session(file, settings, transport);
    }

    /// For links and sentences, e.g. `https://cloud.soda.io`.
    public String address() {
        return transport.address().toString();
    }

    /// Whether the control plane knows us.
    public void whoAmI() {
        session.send(MessageType.WHO_AM_I, null).orRefused();
    }

    public ContractMessages contracts() {
        return new ContractMessages(session);
    }

    public ResultMessages results() {
        return new ResultMessages(session);
    }

    public DiscoveryMessages discoveries() {
        return new DiscoveryMessages(session);
    }

    public RemoteVerification remoteVerification() {
        return new RemoteVerification(contracts(), new RemoteScans(session), session.settings());
    }

    /// @param scanId of a managed scan
    public LogStream logStream(String scanId, LogStream.Origin origin) {
        return new LogStream(session, scanId, origin);
    }

    @Override
    public void close() {
        transport.close();
    }
}
