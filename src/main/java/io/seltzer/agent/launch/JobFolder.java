package io.seltzer.agent.launch;

import io.seltzer.agent.launch.Job.Ended;
import io.seltzer.agent.launch.Job.Running;
import io.seltzer.protocol.ScanApi;
import io.seltzer.protocol.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// One job on disk: `job.json` says what it is, and what `job.sh` writes says how far it is. Blocking.
final class JobFolder {
    static final String BUNDLE = "bundle.json";
    static final String LAST_WORD = "last-word";

    /// How long a shell may take from its start to the first thing it writes.
    private static final Duration START = Duration.ofSeconds(30);

    private final Path folder;
    private final Clock clock;

    JobFolder(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /// @param startedAt when the agent started the process, by its own clock
    record Label(JobLabels labels, Instant startedAt) {}

    void write(Label label) throws IOException {
        DurableFile.write(folder.resolve("job.json"), WireJson.bytes(label));
    }

    void write(String bundle) throws IOException {
        DurableFile.write(folder.resolve(BUNDLE), bundle.getBytes(StandardCharsets.UTF_8));
    }

    Job read(Collection<String> secrets) throws IOException {
        Label label = label();
        return new Job(String.valueOf(folder.getFileName()), label.labels(), label.startedAt(), true, state(label, secrets));
    }

    /// The scan itself, if it runs.
    Optional<ProcessHandle> scan() throws IOException {
        return pids(label()).flatMap(pids -> pids.scan().alive());
    }

    private Label label() throws IOException {
        return WireJson.read(Files.readAllBytes(folder.resolve("job.json")), Label.class);
    }

    private Job.State state(Label label, Collection<String> secrets) throws IOException {
        // Looked for before and after the processes: in between they may have ended and written it.
        boolean mayRun = exitCode().isEmpty() && mayRun(label);
        if (mayRun) {
            return new Running();
        }
        List<String> lastLines = LastLines.of(folder.resolve("output"), secrets);
        Optional<Integer> exitCode = exitCode();
        if (exitCode.isEmpty()) {
            return new Ended(new JobEnd.Vanished(lastLines));
        }
        return new Ended(
                text(LAST_WORD).filter(ScanApi.DELIVERED::equals).isPresent()
                        ? new JobEnd.Delivered(exitCode.get())
                        : JobEnd.ofShell(exitCode.get(), lastLines));
    }

    private boolean mayRun(Label label) throws IOException {
        return pids(label)
                .map(pids -> pids.shell().alive().or(() -> pids.scan().alive()).isPresent())
                .orElseGet(() -> clock.instant().isBefore(label.startedAt().plus(START)));
    }

    private record Pids(RecordedProcess shell, RecordedProcess scan) {}

    private Optional<Pids> pids(Label label) throws IOException {
        Path file = folder.resolve("pids");
        try {
            String[] numbers = Files.readString(file).strip().split(" ", -1);
            Instant written = Files.getLastModifiedTime(file).toInstant();
            return Optional.of(new Pids(
                    new RecordedProcess(Long.parseLong(numbers[0]), label.startedAt(), written),
                    new RecordedProcess(Long.parseLong(numbers[1]), label.startedAt(), written)));
        } catch (NoSuchFileException notYet) {
            return Optional.empty();
        }
    }

    private Optional<Integer> exitCode() throws IOException {
        return text("exit").map(Integer::valueOf);
    }

    private Optional<String> text(String file) throws IOException {
        try {
            return Optional.of(Files.readString(folder.resolve(file)).strip());
        } catch (NoSuchFileException notYet) {
            return Optional.empty();
        }
    }
}
