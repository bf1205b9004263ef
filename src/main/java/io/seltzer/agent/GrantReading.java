package io.seltzer.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.agent.launch.JobEnd.NotLaunched;
import io.seltzer.protocol.AgentApi.Grant;
import io.seltzer.protocol.Completeness;
import io.seltzer.protocol.Instruction;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.WireJson;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

/// One grant of a claim's answer, as far as this agent understands it. Each is read for itself: one of a newer control
/// plane does not keep the others from being done. Pure.
sealed interface GrantReading {
    record Understood(Grant grant) implements GrantReading {}

    /// Whose it is can be told, but not what to do.
    record NotUnderstood(Lease lease, NotLaunched end) implements GrantReading {}

    /// Not even that. Its lease runs out.
    record Nameless() implements GrantReading {}

    /// Fails with [WireJson.NotUnderstood] when the body is no list of grants at all.
    static List<GrantReading> all(byte[] body) {
        JsonNode granted = WireJson.read(body, JsonNode.class).path("granted");
        if (!granted.isArray()) {
            throw new WireJson.NotUnderstood("Not a list of grants");
        }
        return StreamSupport.stream(granted.spliterator(), false)
                .map(GrantReading::one)
                .toList();
    }

    private static GrantReading one(JsonNode node) {
        try {
            Grant grant = WireJson.MAPPER.treeToValue(node, Grant.class);
            if (grant != null && Completeness.firstFault(grant).isEmpty()) {
                return new Understood(grant);
            }
        } catch (JsonProcessingException notThisVersion) {
            // Told below, without a word of the parser, which may quote.
        }
        return notUnderstood(node);
    }

    private static GrantReading notUnderstood(JsonNode node) {
        try {
            Lease lease = WireJson.MAPPER.treeToValue(node.path("lease"), Lease.class);
            return lease == null || Completeness.firstFault(lease).isPresent()
                    ? new Nameless()
                    : new NotUnderstood(lease, end(node));
        } catch (JsonProcessingException nameless) {
            return new Nameless();
        }
    }

    private static NotLaunched end(JsonNode node) {
        JsonNode kind = node.path("instruction").path("kind");
        boolean known = Arrays.stream(Instruction.Kind.values())
                .anyMatch(each -> each.name().equals(kind.asText()));
        return kind.isTextual() && !known
                ? new NotLaunched(
                        "instruction.unknown-kind",
                        "The agent does not know this kind of instruction. Run the same version of agent and control "
                                + "plane.",
                        false)
                : new NotLaunched(
                        "instruction.malformed",
                        "The agent does not understand the instruction. Run the same version of agent and control "
                                + "plane.",
                        false);
    }
}
