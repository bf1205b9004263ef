package io.seltzer.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of a journal file says what is in it and what became of it: `000002-results.pending`.
///
/// @param bytes size of its contents
/// @param written when
record EntryFile(int sequence, EntryKind kind, State state, long bytes, Instant written) {
    private static final Pattern NAME = Pattern.compile("(\\d{6,9})-([a-z]+)\\.([a-z]+)");

    enum State {
        PENDING,
        /// Delivered; stays until the instruction has ended, since the end depends on what was delivered.
        DONE,
        /// The control plane refused it; the contents are in the folder for refused entries, this file is a mark.
        REFUSED;

        String extension() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    String name() {
        return String.format(Locale.ROOT, "%06d-%s.%s", sequence, kind.path(), state.extension());
    }

    EntryFile as(State other) {
        return new EntryFile(sequence, kind, other, bytes, written);
    }

    boolean isToDeliver() {
        return state == State.PENDING && kind.isDelivered();
    }

    /// A file that is there; empty when its name is none of an entry.
    static Optional<EntryFile> of(Path file) throws IOException {
        Matcher matcher = NAME.matcher(String.valueOf(file.getFileName()));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int sequence = Integer.parseInt(matcher.group(1));
        Optional<State> state = state(matcher.group(3));
        long bytes = Files.size(file);
        Instant written = Files.getLastModifiedTime(file).toInstant();
        return EntryKind.ofPath(matcher.group(2))
                .flatMap(kind -> state.map(known -> new EntryFile(sequence, kind, known, bytes, written)));
    }

    private static Optional<State> state(String extension) {
        for (State state : State.values()) {
            if (state.extension().equals(extension)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
