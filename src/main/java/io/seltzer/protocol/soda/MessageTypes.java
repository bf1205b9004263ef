package io.seltzer.protocol.soda;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The messages that one address understands, by the word in their member `type`.
public final class MessageTypes<T> {
    private final SortedMap<String, Class<? extends T>> byName;

    MessageTypes(Map<String, Class<? extends T>> byName) {
        this.byName = new TreeMap<>(byName);
    }

    /// Empty when there is no such type here.
    ///
    /// @throws io.seltzer.protocol.WireJson.NotUnderstood when the body is not as its type says
    public Optional<T> read(String type, byte[] body) {
        return Optional.ofNullable(byName.get(type)).map(message -> SodaJson.read(body, message));
    }

    /// `login, sodaCorePublishContract`
    public String names() {
        return String.join(", ", byName.keySet());
    }
}
