/// What of the Kubernetes launcher can be tried without a cluster, and [KubernetesLauncherIT], which needs one.
@NullMarked
package io.seltzer.agent.launch.kubernetes;

import org.jspecify.annotations.NullMarked;
