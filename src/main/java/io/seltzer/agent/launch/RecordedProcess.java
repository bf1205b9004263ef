package io.seltzer.agent.launch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A process known by its number, which the system gives to another process once it is free: whoever bears the
/// number now is ours only if it started while ours did.
///
/// @param notBefore when the job was launched
/// @param notAfter when the process had written down its number
record RecordedProcess(long pid, Instant notBefore, Instant notAfter) {
    /// Start instants are known to a second, counted from the machine's own start.
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    Optional<ProcessHandle> alive() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isOurs);
    }

    private boolean isOurs(ProcessHandle process) {
        return process.info()
                .startInstant()
                .filter(start -> !start.isBefore(notBefore.minus(TOLERANCE)))
                .filter(start -> !start.isAfter(notAfter.plus(TOLERANCE)))
                .isPresent();
    }
}
