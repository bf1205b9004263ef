package io.seltzer.cloud.postgres;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What initdb and the server are told. The server is told anew at each start, so a folder that an older program made
/// gets today's settings.
record ServerOptions(Durability durability) {
    private static final List<String> ALWAYS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=100",
            "shared_buffers=128MB",
            // Nothing replicates from here; loading into a new table then needs no log.
            "wal_level=minimal",
            "max_wal_senders=0",
            "timezone=UTC",
            "log_timezone=UTC",
            "log_checkpoints=off",
            // Statements and details quote values, which have no place in a log.
            "log_min_error_statement=panic",
            "log_error_verbosity=terse");

    List<String> forInit() {
        return switch (durability) {
            case DURABLE -> List.of();
            case EXPENDABLE -> List.of("--no-sync");
        };
    }

    /// As one text of words without blanks or quotes: pg_ctl hands it to a shell.
    String forServer(int port) {
        List<String> ofDurability =
                switch (durability) {
                    case DURABLE -> List.of("fsync=on", "full_page_writes=on", "synchronous_commit=on");
                    case EXPENDABLE -> List.of("fsync=off", "full_page_writes=off", "synchronous_commit=off");
                };
        return Stream.of(ALWAYS, ofDurability, List.of("port=" + port))
                .flatMap(List::stream)
                .map(setting -> "-c " + setting)
                .collect(Collectors.joining(" "));
    }
}
