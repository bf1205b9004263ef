/// Metric monitors: what they measure, over which partitions, when, and what their settings say. Pure.
@NullMarked
package io.seltzer.monitor;

import org.jspecify.annotations.NullMarked;
