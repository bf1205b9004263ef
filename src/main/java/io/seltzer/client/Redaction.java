package io.seltzer.client;

import io.seltzer.config.Secret;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Takes the secrets of a session out of what a server says: it may repeat what it was sent.
final class Redaction {
    private final List<Secret> secrets = new CopyOnWriteArrayList<>();

    void add(Secret secret) {
        secrets.add(secret);
    }

    String of(String text) {
        String shown = text;
        for (Secret secret : secrets) {
            shown = secret.reveal().isEmpty() ? shown : shown.replace(secret.reveal(), secret.toString());
        }
        return shown;
    }
}
