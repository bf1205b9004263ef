/// Verifying contracts as a library: what the command line does, for Java.
///
/// ```
/// VerificationResult result = Verification.of(Path.of("orders.yml"))
///         .dataSource(Path.of("shop.yml"))
///         .run();
/// result.orThrow();
/// ```
@NullMarked
package io.seltzer.verify;

import org.jspecify.annotations.NullMarked;
