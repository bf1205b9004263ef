package io.seltzer.agent;

import io.seltzer.agent.AgentSettings.Delivery;
import io.seltzer.agent.launch.JobToken;
import io.seltzer.agent.launch.ScanAccess;
import io.seltzer.protocol.Lease;
import java.net.URI;
import java.util.Optional;

/// How a scan gets at its work and whom it tells, by the agent's way of delivery.
final class ScanAccesses {
    private final Delivery delivery;
    private final URI controlPlane;
    private final URI gateway;
    private final JobTokens tokens;
    private final Optional<String> certificate;

    ScanAccesses(AgentSettings settings, URI gateway, JobTokens tokens) {
        this.delivery = settings.delivery();
        this.controlPlane = settings.controlPlane();
        this.gateway = gateway;
        this.tokens = tokens;
        this.certificate = settings.doors().gatewayTls()
                ? Optional.of(GatewayIdentity.of(settings.apiKey()).pem())
                : Optional.empty();
    }

    /// Through the agent.
    ///
    /// @param bundle as JSON
    ScanAccess ofGateway(Lease lease, String bundle) {
        Optional<String> beside = delivery == Delivery.MOUNT ? Optional.of(bundle) : Optional.empty();
        return new ScanAccess(gateway, tokens.mint(lease), certificate, beside);
    }

    /// Past the agent.
    ///
    /// @param token that the control plane gave for this lease
    ScanAccess ofCloud(JobToken token) {
        return new ScanAccess(controlPlane, token, Optional.empty(), Optional.empty());
    }
}
