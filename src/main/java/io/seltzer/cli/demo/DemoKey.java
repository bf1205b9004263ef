package io.seltzer.cli.demo;

import io.seltzer.cli.ControlPlaneDatabase;
import io.seltzer.cloud.Bootstrap;
import io.seltzer.cloud.store.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The API key of the demo: from the environment, or made once and kept in the demo's folder, so that every start shows
/// one that works.
final class DemoKey {
    private static final String OWNER_ONLY = "rw-------";

    private DemoKey() {}

    static ApiKey in(Path folder) {
        return Bootstrap.of(System.getenv()).key().orElseGet(() -> kept(folder.resolve("api-key-secret")));
    }

    private static ApiKey kept(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
                Files.writeString(file, ControlPlaneDatabase.randomSecret());
            }
            return new ApiKey("demo", Files.readString(file).strip());
        } catch (IOException unwritable) {
            throw new IllegalStateException(
                    "Cannot keep the demo's API key in " + file + ". Choose another folder with --data.", unwritable);
        }
    }
}
