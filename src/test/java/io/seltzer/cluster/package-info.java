/// The agent in a real cluster, the one that KUBECONFIG names, with a control plane and databases on this machine.
@NullMarked
package io.seltzer.cluster;

import org.jspecify.annotations.NullMarked;
