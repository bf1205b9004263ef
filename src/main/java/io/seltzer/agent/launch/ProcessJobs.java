package io.seltzer.agent.launch;

import io.seltzer.agent.launch.JobFolder.Label;
import io.seltzer.protocol.ScanApi;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Scans as processes of this machine, each with a folder. All state is on disk, so that the agent may die and another
/// one take over. Blocking.
final class ProcessJobs {
    private static final Logger LOGGER = LoggerFactory.getLogger(ProcessJobs.class);

    private final Path folder;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Clock clock;
    private final String script;

    /// @param environment all that a scan gets besides its gateway and token
    ProcessJobs(Path folder, List<String> command, Map<String, String> environment, Clock clock) {
        this.folder = folder;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.clock = clock;
        this.script = script();
    }

    /// Removes what an agent left that died in the middle of something.
    void open() throws IOException {
        Files.createDirectories(folder);
        for (Path half : Folders.children(folder)) {
            if (!isJob(half)) {
                Folders.remove(half);
            }
        }
    }

    /// Empty when there is a job of that name already.
    Optional<Process> launch(JobSpec spec) throws IOException {
        Path job = folder.resolve(spec.name());
        if (Files.exists(job)) {
            return Optional.empty();
        }
        Path half = folder.resolve(spec.name() + ".new");
        Folders.remove(half);
        Files.createDirectory(half);
        JobFolder folderOfJob = new JobFolder(half, clock);
        folderOfJob.write(new Label(spec.labels(), clock.instant()));
        if (spec.access().bundle().isPresent()) {
            folderOfJob.write(spec.access().bundle().get());
        }
        DurableFile.move(half, job);
        try {
            return Optional.of(process(spec, job).start());
        } catch (IOException notStarted) {
            forget(spec.name());
            throw notStarted;
        }
    }

    private ProcessBuilder process(JobSpec spec, Path job) {
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", script, spec.name(), job.toString()));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(spec.access().environment());
        builder.environment().putIfAbsent(ScanApi.LAST_WORD_VARIABLE, job.resolve(JobFolder.LAST_WORD).toString());
        spec.access()
                .bundle()
                .ifPresent(_ -> builder.environment()
                        .put(ScanApi.BUNDLE_VARIABLE, job.resolve(JobFolder.BUNDLE).toString()));
        return builder;
    }

    List<Job> list() throws IOException {
        List<Job> jobs = new ArrayList<>();
        for (Path job : Folders.children(folder)) {
            if (isJob(job)) {
                read(job).ifPresent(jobs::add);
            }
        }
        return List.copyOf(jobs);
    }

    /// Tells the scan and what it started to end.
    ///
    /// @param force not to be refused
    void signal(String name, boolean force) throws IOException {
        Path job = folder.resolve(name);
        if (!Files.exists(job)) {
            return;
        }
        new JobFolder(job, clock).scan().ifPresent(scan -> {
            Stream<ProcessHandle> tree = Stream.concat(scan.descendants(), Stream.of(scan));
            for (ProcessHandle process : tree.toList()) {
                boolean told = force ? process.destroyForcibly() : process.destroy();
                LOGGER.atDebug()
                        .addKeyValue("job", name)
                        .addKeyValue("pid", process.pid())
                        .addKeyValue("told", told)
                        .log("Scan process told to end");
            }
        });
    }

    void forget(String name) throws IOException {
        Path job = folder.resolve(name);
        if (Files.exists(job)) {
            Path gone = folder.resolve(name + ".gone");
            Folders.remove(gone);
            DurableFile.move(job, gone);
            Folders.remove(gone);
        }
    }

    /// Why no job could be started; empty when one could.
    Optional<String> obstacle() {
        if (!Files.isWritable(folder)) {
            return Optional.of("The folder for jobs cannot be written. Give the agent the right to write its data.");
        }
        Path program = Path.of(command.getFirst());
        if (program.isAbsolute() && !Files.isExecutable(program)) {
            return Optional.of("The program for scans cannot be run. Correct the agent's launcher command.");
        }
        return Optional.empty();
    }

    private Optional<Job> read(Path job) throws IOException {
        try {
            return Optional.of(new JobFolder(job, clock).read(environment.values()));
        } catch (java.nio.file.NoSuchFileException forgottenMeanwhile) {
            return Optional.empty();
        }
    }

    private static boolean isJob(Path path) {
        return !String.valueOf(path.getFileName()).contains(".");
    }

    private static String script() {
        try (InputStream stream = ProcessJobs.class.getResourceAsStream("job.sh")) {
            if (stream == null) {
                throw new IllegalStateException("job.sh is not on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
