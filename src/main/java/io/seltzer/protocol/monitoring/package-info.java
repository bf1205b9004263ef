/// Messages of metric monitoring as records. No behaviour.
@NullMarked
package io.seltzer.protocol.monitoring;

import org.jspecify.annotations.NullMarked;
