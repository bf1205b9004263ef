package io.seltzer.cli;

import io.seltzer.client.ClientSettings;
import io.seltzer.client.CloudEvent;
import io.seltzer.client.SodaCloud;
import io.seltzer.config.SodaCloudFile;
import io.seltzer.config.SodaCloudFileReader;
import java.io.PrintWriter;

/// Opens what the option `-sc` names.
final class CloudConnection {
    private CloudConnection() {}

    /// @param verbose whether small events are told too
    /// @throws UserError when the file cannot be read, with all its faults
    static SodaCloud open(String file, boolean verbose, PrintWriter out, PrintWriter err) {
        return new SodaCloud(
                settings(file),
                ClientSettings.of(
                        Version.CURRENT, ProcessEnvironment::variable, event -> print(event, verbose, out, err)));
    }

    /// @throws UserError when the file cannot be read, with all its faults
    static SodaCloudFile settings(String file) {
        return new SodaCloudFileReader(ProcessEnvironment::variable)
                .read(file, UserFile.text(file))
                .orThrow(UserError::of);
    }

    private static void print(CloudEvent event, boolean verbose, PrintWriter out, PrintWriter err) {
        switch (event.level()) {
            case warning, error, critical -> err.println(event.sentence());
            case info -> out.println(event.sentence());
            case debug -> {
                if (verbose) {
                    out.println(event.sentence());
                }
            }
        }
        // Somebody may be waiting for minutes.
        out.flush();
        err.flush();
    }
}
