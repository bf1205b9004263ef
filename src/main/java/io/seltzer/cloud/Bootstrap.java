package io.seltzer.cloud;

import io.seltzer.cloud.store.ApiKey;
import java.util.Map;
import java.util.Optional;

/// Who can come into a new control plane.
///
/// @param organisation its name; made if absent
/// @param key made if absent; without one, a first key is made by the server when there is none at all
public record Bootstrap(String organisation, Optional<ApiKey> key) {
    public static final String KEY_ID = "SELTZER_BOOTSTRAP_API_KEY_ID";
    public static final String KEY_SECRET = "SELTZER_BOOTSTRAP_API_KEY_SECRET";
    public static final String ORGANISATION = "SELTZER_BOOTSTRAP_ORGANISATION";
    private static final String USUAL_ORGANISATION = "Seltzer";

    /// @throws IllegalArgumentException with what is wrong, without the secret
    public static Bootstrap of(Map<String, String> environment) {
        String organisation = value(environment, ORGANISATION).orElse(USUAL_ORGANISATION);
        Optional<String> id = value(environment, KEY_ID);
        Optional<String> secret = value(environment, KEY_SECRET);
        if (id.isPresent() != secret.isPresent()) {
            throw new IllegalArgumentException(KEY_ID + " and " + KEY_SECRET + " belong together; one is missing.");
        }
        return new Bootstrap(organisation, id.map(given -> new ApiKey(given, secret.orElseThrow()).mustBeSafe()));
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }
}
