/// The diagnostics warehouse that the customer owns: its tables, and the one commit per scan that an older epoch cannot make.
@NullMarked
package io.seltzer.warehouse;

import org.jspecify.annotations.NullMarked;
