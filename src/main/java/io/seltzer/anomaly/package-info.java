/// History and value to verdict and expected range. Pure mathematics on arrays.
@NullMarked
package io.seltzer.anomaly;

import org.jspecify.annotations.NullMarked;
