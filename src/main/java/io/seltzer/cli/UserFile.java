package io.seltzer.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file that the user names.
final class UserFile {
    private UserFile() {}

    /// @throws UserError when it cannot be read
    static String text(String file) {
        return ProcessEnvironment.file(file)
                .orElseThrow(() -> new UserError("The file " + file + " cannot be read."));
    }

    /// Writes a file that is not there yet, with the folders above it.
    ///
    /// @throws UserError when it is there, or cannot be written
    static void create(String file, String text) {
        write(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /// Writes a file, with the folders above it; what it held is gone.
    ///
    /// @throws UserError when it cannot be written
    static void replace(String file, String text) {
        write(file, text);
    }

    private static void write(String file, String text, OpenOption... options) {
        try {
            Path path = Path.of(file);
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(path, text, options);
        } catch (FileAlreadyExistsException exists) {
            throw new UserError("The file " + file + " is there already. Name another one, or delete it.");
        } catch (IOException | InvalidPathException failure) {
            throw new UserError("The file " + file + " cannot be written.");
        }
    }
}
