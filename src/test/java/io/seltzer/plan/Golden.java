package io.seltzer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// SQL that is compared letter by letter with a file under `src/test/resources/golden`. After a wanted change run the
/// tests with `-Dseltzer.golden.record=true`, which writes the files, and read the difference before committing it.
public final class Golden {
    private static final Path FOLDER =
            Path.of(System.getProperty("seltzer.basedir", "."), "src/test/resources/golden");

    private Golden() {}

    /// @param statements written one after another, each ended by a semicolon, so that a database's shell can run
    ///     the file
    static void assertSame(String file, List<String> statements) {
        assertSame(file, String.join(";\n\n", statements) + ";\n");
    }

    public static void assertSame(String file, String actual) {
        Path golden = FOLDER.resolve(file);
        try {
            if (Boolean.getBoolean("seltzer.golden.record")) {
                Files.createDirectories(FOLDER);
                Files.writeString(golden, actual);
            }
            assertThat(actual).isEqualTo(Files.readString(golden));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
