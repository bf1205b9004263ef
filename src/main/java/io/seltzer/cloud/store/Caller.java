package io.seltzer.cloud.store;

import java.util.UUID;

/// Who makes a request: the holder of an API key.
public record Caller(UUID organisation, String organisationName, String keyId) {}
