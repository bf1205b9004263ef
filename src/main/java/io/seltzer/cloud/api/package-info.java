/// HTTP faces of the control plane: the agent API and REST v1.
@NullMarked
package io.seltzer.cloud.api;

import org.jspecify.annotations.NullMarked;
