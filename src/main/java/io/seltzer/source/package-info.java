/// Connections to data sources: opening, measuring in one snapshot, cancelling on the server; failures as SQLSTATE and our own words.
@NullMarked
package io.seltzer.source;

import org.jspecify.annotations.NullMarked;
