package io.seltzer.agent;

import io.seltzer.protocol.Lease;
import io.vertx.core.buffer.Buffer;

/// Something to deliver.
///
/// @param sequence order within the lease, from 1
/// @param body as it will be sent
record JournalEntry(Lease lease, int sequence, EntryKind kind, Buffer body) {}
