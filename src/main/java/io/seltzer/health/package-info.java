/// What every long-running role tells its operators: whether it lives, whether it can work, and its numbers.
@NullMarked
package io.seltzer.health;

import org.jspecify.annotations.NullMarked;
