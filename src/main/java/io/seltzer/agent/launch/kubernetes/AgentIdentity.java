package io.seltzer.agent.launch.kubernetes;

import io.seltzer.agent.launch.ShortHash;

/// Whose jobs an agent's jobs are.
///
/// @param name the agent's, the same for all its replicas
/// @param apiKeyId tells agents of several organisations apart that share a namespace and a name
/// @param replica this one's pod
public record AgentIdentity(String name, String apiKeyId, String replica) {
    /// The value of the label by which all replicas of the agent find its jobs.
    String owner() {
        return ShortHash.of(apiKeyId + "|" + name);
    }
}
