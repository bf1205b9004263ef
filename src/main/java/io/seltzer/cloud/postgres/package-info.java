/// The PostgreSQL server that comes along, for a start without set-up.
@NullMarked
package io.seltzer.cloud.postgres;

import org.jspecify.annotations.NullMarked;
