/// The control plane: instructions out, results in, for many organisations; stateless over PostgreSQL.
@NullMarked
package io.seltzer.cloud;

import org.jspecify.annotations.NullMarked;
