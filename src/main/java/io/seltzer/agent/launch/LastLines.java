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

/// The end of what a scan printed, fit to leave the customer's network: short, without the values of the variables that
/// the scan was given, and without what looks like a secret.
public final class LastLines {
    public static final int BYTES = 4096;
    public static final int LINES = 20;
    /// Shorter values, such as port numbers, would black out half of every line and protect nothing.
    private static final int SHORTEST_SECRET = 6;

    private LastLines() {}

    /// Blocking.
    static List<String> of(Path output, Collection<String> secrets) throws IOException {
        return of(tail(output), secrets);
    }

    public static List<String> of(String output, Collection<String> secrets) {
        String text = output;
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST_SECRET) {
                text = text.replace(secret, Redaction.REDACTED);
            }
        }
        String cut = text.length() <= BYTES ? text : wholeLines(text.substring(text.length() - BYTES));
        List<String> lines = Redaction.of(cut).lines().toList();
        return List.copyOf(lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }

    /// Without a first line of which only the end is there: it may be the end of a secret.
    private static String wholeLines(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? Redaction.REDACTED : text.substring(end + 1);
    }

    private static String tail(Path output) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(output)) {
            long cut = Math.max(0, channel.size() - BYTES);
            channel.position(cut);
            ByteBuffer bytes = ByteBuffer.allocate(BYTES);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // Reads on: a channel may give less than it has.
            }
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            return cut == 0 ? text : wholeLines(text);
        } catch (NoSuchFileException none) {
            return "";
        }
    }
}
