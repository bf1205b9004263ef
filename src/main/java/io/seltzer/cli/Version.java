package io.seltzer.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The version that the build wrote.
public final class Version implements IVersionProvider {
    public static final String CURRENT = read();

    @Override
    public String[] getVersion() {
        return new String[] {"seltzer " + CURRENT};
    }

    private static String read() {
        try (InputStream file = Version.class.getResourceAsStream("/version.properties")) {
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
