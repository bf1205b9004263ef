package io.seltzer.agent;

import io.seltzer.agent.launch.Diagnosis;
import io.seltzer.agent.launch.Folders;
import io.seltzer.agent.launch.JobEnd;
import io.seltzer.agent.launch.StopReason;
import io.seltzer.protocol.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Everything that is to be told to the control plane, safe on disk until it was: `journal/<instruction>.<epoch>/` with
/// a file per entry, and `journal/refused/` for what the control plane refuses. Blocking; one caller at a time.
final class Journal {
    private static final String REFUSED = "refused";

    private final Path folder;
    private final Map<Lease, LeaseJournal> leases = new LinkedHashMap<>();

    private Journal(Path folder) {
        this.folder = folder;
    }

    static Journal open(Path folder) throws IOException {
        Files.createDirectories(folder);
        Journal journal = new Journal(folder);
        for (Path child : Folders.children(folder)) {
            Optional<Lease> lease = lease(String.valueOf(child.getFileName()));
            if (lease.isPresent()) {
                journal.leases.put(lease.get(), LeaseJournal.open(lease.get(), child));
                journal.closeIfLeft(lease.get());
            }
        }
        return journal;
    }

    /// @param open leases whose job has not been seen to end
    /// @param ended leases whose end is still to be delivered
    record Leases(List<Lease> open, List<Lease> ended) {
        List<Lease> all() {
            List<Lease> all = new ArrayList<>(open);
            all.addAll(ended);
            return all;
        }
    }

    Leases leases() {
        List<Lease> open = new ArrayList<>();
        List<Lease> ended = new ArrayList<>();
        leases.forEach((lease, journal) -> (journal.hasEnded() ? ended : open).add(lease));
        return new Leases(List.copyOf(open), List.copyOf(ended));
    }

    /// False when the lease has ended: it is too late for the entry.
    boolean append(Lease lease, EntryKind kind, byte[] body) throws IOException {
        return journal(lease).append(kind, body);
    }

    Diagnosis end(Lease lease, JobEnd end, StopReason stopped) throws IOException {
        Diagnosis diagnosis = journal(lease).end(end, stopped);
        closeIfLeft(lease);
        return diagnosis;
    }

    Optional<JournalEntry> next(Lease lease) throws IOException {
        LeaseJournal journal = leases.get(lease);
        return journal == null ? Optional.empty() : journal.next();
    }

    void delivered(JournalEntry entry) throws IOException {
        LeaseJournal journal = leases.get(entry.lease());
        if (journal != null) {
            journal.delivered(entry);
            closeAfter(entry);
        }
    }

    void refused(JournalEntry entry) throws IOException {
        LeaseJournal journal = leases.get(entry.lease());
        if (journal != null) {
            journal.refused(entry, folder.resolve(REFUSED));
            closeAfter(entry);
        }
    }

    /// Forgets all about the lease.
    void close(Lease lease) throws IOException {
        LeaseJournal journal = leases.remove(lease);
        if (journal != null) {
            journal.remove();
        }
    }

    boolean knows(Lease lease) {
        return leases.containsKey(lease);
    }

    /// What waits for its delivery.
    record Backlog(int entries, long bytes, Optional<Instant> oldest) {
        static final Backlog NONE = new Backlog(0, 0, Optional.empty());

        Backlog and(Backlog other) {
            return new Backlog(
                    entries + other.entries,
                    bytes + other.bytes,
                    Stream.concat(oldest.stream(), other.oldest.stream()).min(Comparator.naturalOrder()));
        }
    }

    Backlog backlog() {
        return leases.values().stream().map(LeaseJournal::backlog).reduce(Backlog.NONE, Backlog::and);
    }

    private void closeAfter(JournalEntry entry) throws IOException {
        if (entry.kind().isEnd()) {
            close(entry.lease());
        } else {
            closeIfLeft(entry.lease());
        }
    }

    private void closeIfLeft(Lease lease) throws IOException {
        LeaseJournal journal = leases.get(lease);
        if (journal != null && journal.isLeft()) {
            close(lease);
        }
    }

    private LeaseJournal journal(Lease lease) throws IOException {
        LeaseJournal known = leases.get(lease);
        if (known != null) {
            return known;
        }
        LeaseJournal fresh = LeaseJournal.open(lease, folder.resolve(lease.instructionId() + "." + lease.epoch()));
        leases.put(lease, fresh);
        return fresh;
    }

    private static Optional<Lease> lease(String name) {
        String[] parts = name.split("\\.", -1);
        try {
            return parts.length == 2
                    ? Optional.of(new Lease(UUID.fromString(parts[0]), Long.parseLong(parts[1])))
                    : Optional.empty();
        } catch (IllegalArgumentException notALease) {
            return Optional.empty();
        }
    }
}
