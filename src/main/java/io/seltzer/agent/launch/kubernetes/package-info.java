/// Jobs of a Kubernetes cluster: what they look like, how they are created and watched, and how their ends are read.
@NullMarked
package io.seltzer.agent.launch.kubernetes;

import org.jspecify.annotations.NullMarked;
