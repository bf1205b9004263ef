/// Verifying contracts as a library: what the command line does, for Java.
///
/// ```
/// Verification.of(Path.of("orders.yml"))
///         .dataSource(Path.of("shop.yml"))
///         .run().orThrow();
/// ```
@NullMarked
package io.seltzer.verify;

import org.jspecify.annotations.NullMarked;
