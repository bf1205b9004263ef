/// The demo: real data, real contracts, and all parts of Seltzer at work on them.
@NullMarked
package io.seltzer.cli.demo;

import org.jspecify.annotations.NullMarked;
