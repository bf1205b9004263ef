package io.seltzer.config;

import java.net.URI;
import java.util.Optional;

/// A Soda Cloud file with its placeholders resolved (cli §4.1): which control plane to talk to, and as whom. There is
/// an API key, or a token, or both.
///
/// @param address scheme, host and port, without a path
/// @param token of the environment variable `SODA_CLOUD_TOKEN`; stands in for a log-in with the key
public record SodaCloudFile(URI address, Optional<ApiKey> apiKey, Optional<Secret> token) {
    public static final String TOKEN_VARIABLE = "SODA_CLOUD_TOKEN";

    public record ApiKey(String id, Secret secret) {}

    enum Scheme {
        HTTPS,
        HTTP
    }
}
