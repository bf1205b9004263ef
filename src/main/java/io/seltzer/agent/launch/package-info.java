/// Launchers: how a job becomes a running scan process, and how its end is observed and explained.
@NullMarked
package io.seltzer.agent.launch;

import org.jspecify.annotations.NullMarked;
