/// Settings and data source files as typed records: placeholders resolved from the environment, unknown keys refused with the nearest name.
@NullMarked
package io.seltzer.config;

import org.jspecify.annotations.NullMarked;
