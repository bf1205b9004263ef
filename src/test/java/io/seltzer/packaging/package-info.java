/// What is shipped besides the jar: the chart and its renderings.
@NullMarked
package io.seltzer.packaging;

import org.jspecify.annotations.NullMarked;
