package io.seltzer.agent;

import io.seltzer.agent.EntryFile.State;
import io.seltzer.agent.launch.Diagnosis;
import io.seltzer.agent.launch.Diagnosis.Received;
import io.seltzer.agent.launch.DurableFile;
import io.seltzer.agent.launch.Folders;
import io.seltzer.agent.launch.JobEnd;
import io.seltzer.agent.launch.StopReason;
import io.seltzer.protocol.AgentApi;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.ScanApi;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.ScanResults;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// What is to be told about one lease, in order, a file each. Blocking; one caller at a time.
final class LeaseJournal {
    private final Lease lease;
    private final Path folder;
    private final TreeMap<Integer, EntryFile> entries = new TreeMap<>();

    private LeaseJournal(Lease lease, Path folder) {
        this.lease = lease;
        this.folder = folder;
    }

    /// Reads what is there; files whose writing was cut short were never promised to anybody, and go.
    static LeaseJournal open(Lease lease, Path folder) throws IOException {
        LeaseJournal journal = new LeaseJournal(lease, folder);
        for (Path path : Folders.children(folder)) {
            String name = String.valueOf(path.getFileName());
            if (name.endsWith(DurableFile.TORN)) {
                Files.delete(path);
            } else {
                EntryFile.of(path).ifPresent(file -> journal.entries.put(file.sequence(), file));
            }
        }
        return journal;
    }

    /// Keeps the entry, on the disk when this returns. What there is once already is not kept again. False when it is
    /// too late, since nothing comes after the end.
    boolean append(EntryKind kind, byte[] body) throws IOException {
        if (kind.isOnce() && of(kind).isPresent()) {
            return true;
        }
        if (hasEnded()) {
            return false;
        }
        if (!Files.exists(folder)) {
            Files.createDirectories(folder);
            DurableFile.forceFolderOf(folder);
        }
        int sequence = entries.isEmpty() ? 1 : entries.lastKey() + 1;
        EntryFile file = new EntryFile(sequence, kind, State.PENDING, body.length, Instant.now());
        DurableFile.write(path(file), body);
        entries.put(sequence, file);
        return true;
    }

    /// Keeps how the job ended, once. Says whether the lease is lost and nothing must be told.
    Diagnosis end(JobEnd end, StopReason stopped) throws IOException {
        Diagnosis diagnosis = Diagnosis.of(end, received(), stopped);
        switch (diagnosis) {
            case Diagnosis.Completed(int exitCode) ->
                append(EntryKind.COMPLETE, WireJson.bytes(new AgentApi.Complete(lease.epoch(), exitCode)));
            case Diagnosis.Failed(AgentApi.JobFailure failure) ->
                append(EntryKind.FAIL, WireJson.bytes(new AgentApi.Fail(lease.epoch(), failure)));
            case Diagnosis.ToldElsewhere _ -> append(EntryKind.LEFT, new byte[0]);
            case Diagnosis.Fenced _ -> {}
        }
        return diagnosis;
    }

    Optional<JournalEntry> next() throws IOException {
        Iterator<EntryFile> pending =
                entries.values().stream().filter(EntryFile::isToDeliver).iterator();
        if (!pending.hasNext()) {
            return Optional.empty();
        }
        EntryFile file = pending.next();
        Buffer body = Buffer.buffer(Files.readAllBytes(path(file)));
        return Optional.of(new JournalEntry(lease, file.sequence(), file.kind(), body));
    }

    void delivered(JournalEntry entry) throws IOException {
        EntryFile file = entries.get(entry.sequence());
        if (file == null) {
            return;
        }
        if (file.kind().isPassing()) {
            Files.delete(path(file));
            entries.remove(file.sequence());
        } else {
            rename(file, State.DONE);
        }
    }

    /// Moves the entry aside, so that it blocks nothing. Without its results a job has failed, whatever was noted.
    void refused(JournalEntry entry, Path aside) throws IOException {
        EntryFile file = entries.get(entry.sequence());
        if (file == null) {
            return;
        }
        Files.createDirectories(aside);
        String name = folder.getFileName() + "-" + file.as(State.REFUSED).name();
        DurableFile.write(aside.resolve(name), entry.body().getBytes());
        rename(file, State.REFUSED);
        Optional<EntryFile> complete = of(EntryKind.COMPLETE).filter(EntryFile::isToDeliver);
        boolean ofResults = file.kind() == EntryKind.RESULTS || file.kind() == EntryKind.MEASUREMENTS;
        if (ofResults && complete.isPresent()) {
            int exitCode = WireJson.read(Files.readAllBytes(path(complete.get())), AgentApi.Complete.class)
                    .exitCode();
            Files.delete(path(complete.get()));
            entries.remove(complete.get().sequence());
            end(new JobEnd.Exited(exitCode, List.of()), StopReason.NONE);
        }
    }

    boolean hasEnded() {
        return entries.values().stream().anyMatch(file -> file.kind().isEnd());
    }

    /// Nothing is left to deliver, and no end will come.
    boolean isLeft() {
        return of(EntryKind.LEFT).isPresent() && entries.values().stream().noneMatch(EntryFile::isToDeliver);
    }

    Journal.Backlog backlog() {
        return entries.values().stream()
                .filter(EntryFile::isToDeliver)
                .map(file -> new Journal.Backlog(1, file.bytes(), Optional.of(file.written())))
                .reduce(Journal.Backlog.NONE, Journal.Backlog::and);
    }

    void remove() throws IOException {
        entries.clear();
        Folders.remove(folder);
    }

    private Received received() throws IOException {
        Optional<EntryFile> results = of(EntryKind.RESULTS);
        boolean refused = entries.values().stream()
                .anyMatch(file -> file.state() == State.REFUSED
                        && (file.kind() == EntryKind.RESULTS || file.kind() == EntryKind.MEASUREMENTS));
        if (refused) {
            return new Received(
                    null,
                    new ScanApi.Failure(
                            "results.refused",
                            "The control plane refused the scan's results. They are kept in journal/refused in the "
                                    + "agent's data folder; run the same version of agent and control plane."));
        }
        Optional<EntryFile> failure = of(EntryKind.FAILURE);
        return new Received(
                results.isPresent() ? exitCode(read(results.get(), AgentApi.Results.class).results()) : null,
                failure.isPresent() ? read(failure.get(), ScanApi.Failure.class) : null);
    }

    /// The exit code of a scan that ends with these results.
    private static int exitCode(ScanResults results) {
        if (results.hasErrors()) {
            return 3;
        } else if (results.hasFailures()) {
            return 1;
        }
        return results.hasWarnings() ? 2 : 0;
    }

    private Optional<EntryFile> of(EntryKind kind) {
        return entries.values().stream().filter(file -> file.kind() == kind).findFirst();
    }

    private <T> T read(EntryFile file, Class<T> type) throws IOException {
        return WireJson.read(Files.readAllBytes(path(file)), type);
    }

    private void rename(EntryFile file, State state) throws IOException {
        DurableFile.move(path(file), path(file.as(state)));
        entries.put(file.sequence(), file.as(state));
    }

    private Path path(EntryFile file) {
        return folder.resolve(file.name());
    }
}
