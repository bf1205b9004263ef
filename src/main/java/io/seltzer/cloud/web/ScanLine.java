package io.seltzer.cloud.web;

import java.util.Optional;
import java.util.UUID;

/// A scan in a list.
///
/// @param duration empty until it has ended
/// @param tally empty until there are results
/// @param local whether a client did it by itself
public record ScanLine(
        UUID id,
        ScanSubject subject,
        State state,
        Moment created,
        Optional<String> duration,
        Optional<Tally> tally,
        Optional<String> agent,
        boolean local) {
    /// Name of the agent, or that no agent had to do with it.
    public String runBy() {
        return local ? "local run" : agent.orElse("–");
    }

    /// Enough of the id to tell scans of a list apart.
    public String shortId() {
        return id.toString().substring(0, 8);
    }

    public String path() {
        return "/scans/" + id;
    }
}
