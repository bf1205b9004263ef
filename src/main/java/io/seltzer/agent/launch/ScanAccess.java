package io.seltzer.agent.launch;

import io.seltzer.protocol.ScanApi;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How a scan process gets at its work, and to whom it reports.
///
/// @param gateway base URL of what speaks [ScanApi]: the agent's gateway, or the control plane
/// @param token authorises one try of one scan
/// @param certificate PEM: the only one that the scan accepts there; absent where the usual authorities count
/// @param bundle the bundle itself, as JSON, when the launcher is to put it beside the scan as a file; absent when the
///     scan fetches it
public record ScanAccess(
        URI gateway, JobToken token, Optional<String> certificate, Optional<String> bundle) {

    /// Without TLS of its own, fetching: what a scan on the agent's machine needs.
    public static ScanAccess local(URI gateway, JobToken token) {
        return new ScanAccess(gateway, token, Optional.empty(), Optional.empty());
    }

    /// Variables that every launcher sets. Where the bundle lies, only the launcher knows.
    public Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>();
        variables.put(ScanApi.GATEWAY_VARIABLE, gateway.toString());
        variables.put(ScanApi.TOKEN_VARIABLE, token.secret());
        certificate.ifPresent(pem -> variables.put(ScanApi.CERTIFICATE_VARIABLE, pem));
        return variables;
    }

    /// The bundle may be large; the token is a secret.
    @Override
    public String toString() {
        return "ScanAccess[" + gateway + "]";
    }
}
