/// Runs a plan against a source: folds rows into measurements, collects failed rows, reports. The only room that sees the customer's data.
@NullMarked
package io.seltzer.scan;

import org.jspecify.annotations.NullMarked;
