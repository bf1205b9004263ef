package io.seltzer.cloud.api;

import java.util.UUID;
import java.util.function.Supplier;

/// Addresses that answers point to.
///
/// @param base where users reach this control plane, without a slash at the end; asked each time, because a server
///     on any free port knows its address late
public record Links(Supplier<String> base) {

    String dataset(UUID dataset) {
        return base.get() + "/datasets/" + dataset;
    }

    String scan(UUID scan) {
        return base.get() + "/scans/" + scan;
    }

    String scanStatus(UUID scan) {
        return base.get() + RestRoutes.BASE + "/scans/" + scan;
    }
}
