/// Seltzer as it ships: control plane, agent and scans as processes, PostgreSQL, real sockets.
@NullMarked
package io.seltzer.whole;

import org.jspecify.annotations.NullMarked;
