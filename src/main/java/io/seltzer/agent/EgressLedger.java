package io.seltzer.agent;

import io.seltzer.agent.LedgerLine.Link;
import io.seltzer.agent.LedgerLine.NotALine;
import io.seltzer.agent.launch.DurableFile;
import io.seltzer.agent.launch.Folders;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything that the agent sends, written down and on the disk before it goes, as lines of JSON of which each carries
/// the hash of the one before ([LedgerLine]). For the customer to keep and to check ([LedgerVerification]). Files
/// `egress-000001.jsonl` and on; the chain goes on from file to file and over restarts. Blocking; for any thread.
final class EgressLedger implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(EgressLedger.class);
    private static final long FILE_BYTES = 64L << 20;
    private static final int REMEMBERED = 1_000;

    private final Path folder;
    private final Clock clock;
    private final long fileBytes;
    /// Bodies sent lately, by hash: a body that is sent again is not written again.
    private final Map<String, Long> sent = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    private int number;
    private FileChannel file;
    private Link last;

    private EgressLedger(Path folder, Clock clock, long fileBytes, int number, FileChannel file, Link last) {
        this.folder = folder;
        this.clock = clock;
        this.fileBytes = fileBytes;
        this.number = number;
        this.file = file;
        this.last = last;
    }

    static EgressLedger open(Path folder, Clock clock) throws IOException {
        return open(folder, clock, FILE_BYTES);
    }

    /// @param fileBytes after which another file is begun
    static EgressLedger open(Path folder, Clock clock, long fileBytes) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = files(folder);
        Link last = Link.FIRST;
        for (int i = files.size() - 1; i >= 0 && last.equals(Link.FIRST); i--) {
            if (i == files.size() - 1) {
                cutTornLine(files.get(i));
            }
            List<String> lines = Files.readAllLines(files.get(i));
            if (!lines.isEmpty()) {
                last = link(files.get(i), lines.getLast());
            }
        }
        int number = Math.max(1, files.size());
        return new EgressLedger(folder, clock, fileBytes, number, append(folder, number), last);
    }

    /// Files of a ledger, oldest first.
    static List<Path> files(Path folder) throws IOException {
        return Folders.children(folder).stream()
                .filter(file -> file.toString().endsWith(".jsonl"))
                .toList();
    }

    /// Returns the line's number once the line is on the disk.
    synchronized long record(String method, String path, Optional<byte[]> body) throws IOException {
        if (file.size() >= fileBytes) {
            file.close();
            file = append(folder, ++number);
        }
        long next = last.number() + 1;
        String hash = body.map(LedgerLine::sha256).orElse("");
        LedgerLine line = new LedgerLine(
                next,
                clock.instant(),
                method,
                path,
                Optional.ofNullable(sent.get(hash)),
                body.map(bytes -> new String(bytes, StandardCharsets.UTF_8)),
                last.hash());
        write(line.text());
        last = new Link(next, line.hash());
        body.ifPresent(_ -> sent.putIfAbsent(hash, next));
        return next;
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }

    /// All of the line or nothing: after a half line the next one could not be read.
    private void write(String line) throws IOException {
        long before = file.size();
        try {
            ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(false);
        } catch (IOException half) {
            file.truncate(before);
            throw half;
        }
    }

    private static Link link(Path file, String line) throws IOException {
        try {
            return LedgerLine.parse(line).link();
        } catch (NotALine broken) {
            throw new IOException(
                    "The egress ledger cannot be continued: the last line of " + file.getFileName() + " is broken. "
                            + "Find out who changed it, move the ledger away and start the agent again.",
                    broken);
        }
    }

    private static FileChannel append(Path folder, int number) throws IOException {
        Path path = folder.resolve(String.format(Locale.ROOT, "egress-%06d.jsonl", number));
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        DurableFile.forceFolder(folder);
        return channel;
    }

    /// What stood on a line that was cut short never went out: lines are on the disk before anything is sent.
    private static void cutTornLine(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            long end = file.length();
            while (end > 0 && !endsLine(file, end)) {
                end--;
            }
            if (end < file.length()) {
                LOGGER.atWarn().addKeyValue("bytes", file.length() - end).log("Egress ledger: torn last line cut off");
                file.setLength(end);
            }
        }
    }

    private static boolean endsLine(RandomAccessFile file, long end) throws IOException {
        file.seek(end - 1);
        return file.read() == '\n';
    }
}
