package io.seltzer.scan;

import java.net.URI;
import java.util.Optional;

/// Where a scan reports, and whom it takes for that.
///
/// @param url base URL
/// @param token authorises one try of one scan
/// @param certificate PEM of the only one that is accepted there
/// @param authorities PEM of such that count besides the usual ones; without meaning where there is a certificate
/// @param proxy `http://[user:password@]host:port`
public record GatewayAddress(
        String url,
        String token,
        Optional<String> certificate,
        Optional<String> authorities,
        Optional<URI> proxy) {
    /// Reached directly, without TLS or with the usual authorities.
    public GatewayAddress(String url, String token) {
        this(url, token, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// The token is a secret.
    @Override
    public String toString() {
        return "GatewayAddress[" + url + "]";
    }
}
