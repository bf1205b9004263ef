package io.seltzer.agent.launch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/// The end of what a scan printed, fit to leave the customer's network: short, and without the values of the
/// variables that the scan was given. Blocking.
final class LastLines {
    private static final int BYTES = 4096;
    private static final int LINES = 20;
    /// Shorter values, such as port numbers, would black out half of every line and protect nothing.
    private static final int SHORTEST_SECRET = 6;

    private LastLines() {}

    static List<String> of(Path output, Collection<String> secrets) throws IOException {
        String text = tail(output);
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST_SECRET) {
                text = text.replace(secret, "***");
            }
        }
        List<String> lines = text.lines().toList();
        return List.copyOf(lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }

    private static String tail(Path output) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(output)) {
            channel.position(Math.max(0, channel.size() - BYTES));
            ByteBuffer bytes = ByteBuffer.allocate(BYTES);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // Reads on: a channel may give less than it has.
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        } catch (NoSuchFileException none) {
            return "";
        }
    }
}
