/// The control plane's tables: every state change one guarded statement, every row behind row-level security.
@NullMarked
package io.seltzer.cloud.store;

import org.jspecify.annotations.NullMarked;
