/// What requests over a network have in common, whoever makes them: the way through a proxy, and whose certificates are
/// trusted.
@NullMarked
package io.seltzer.http;

import org.jspecify.annotations.NullMarked;
