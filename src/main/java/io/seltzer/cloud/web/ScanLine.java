package io.seltzer.cloud.web;

import java.util.Optional;
import java.util.UUID;

/// A scan in a list.
///
/// @param duration empty until it has ended
/// @param tally empty until there are results
public record ScanLine(
        UUID id,
        DatasetName dataset,
        State state,
        Moment created,
        Optional<String> duration,
        Optional<Tally> tally,
        Optional<String> agent) {

    /// Enough of the id to tell scans of a list apart.
    public String shortId() {
        return id.toString().substring(0, 8);
    }

    public String path() {
        return "/scans/" + id;
    }
}
