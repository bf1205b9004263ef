/// Measurements become outcomes and diagnostics. Pure.
@NullMarked
package io.seltzer.check;

import org.jspecify.annotations.NullMarked;
