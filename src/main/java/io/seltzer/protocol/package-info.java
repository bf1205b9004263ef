/// The messages on the wire as records: instructions, leases, bundles, results, logs. No behaviour. What a record here cannot hold cannot leave a scan.
@NullMarked
package io.seltzer.protocol;

import org.jspecify.annotations.NullMarked;
