/// The command line and the wiring of each process, by constructors.
@NullMarked
package io.seltzer.cli;

import org.jspecify.annotations.NullMarked;
