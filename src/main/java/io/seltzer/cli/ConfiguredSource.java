package io.seltzer.cli;

import io.seltzer.config.DataSourceFile;
import io.seltzer.config.DataSourceFileReader;

/// A data source file that the user names, with placeholders filled from the environment.
final class ConfiguredSource {
    private ConfiguredSource() {}

    /// @throws UserError with every fault of the file
    static DataSourceFile read(String file) {
        return new DataSourceFileReader(ProcessEnvironment::variable, ProcessEnvironment::file)
                .read(file, UserFile.text(file))
                .orThrow(UserError::of);
    }
}
