/// What is told of measurements: history and settings of a series, and what was measured, to verdicts. Pure.
@NullMarked
package io.seltzer.detection;

import org.jspecify.annotations.NullMarked;
