/// A contract and a dialect become a plan: the fewest queries that measure every metric. Pure.
@NullMarked
package io.seltzer.plan;

import org.jspecify.annotations.NullMarked;
