package io.seltzer.warehouse;

/// Whether a scan may still write. Asked from the writing thread while rows flow and right before the commit.
@FunctionalInterface
public interface CommitFence {
    boolean isOpen();
}
