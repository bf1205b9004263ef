/// What unmodified clients of the field send to `/api/command`, `/api/query` and `/api/logs` (cloud-protocol §1-§7),
/// read leniently: members that no record has are passed over, numbers may be texts, most members may be absent.
/// What is kept of it are the records of [io.seltzer.protocol.results] alone.
@NullMarked
package io.seltzer.protocol.soda;

import org.jspecify.annotations.NullMarked;
