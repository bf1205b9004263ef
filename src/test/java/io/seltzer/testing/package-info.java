/// What tests of several packages share.
@NullMarked
package io.seltzer.testing;

import org.jspecify.annotations.NullMarked;
