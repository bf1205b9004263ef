package io.seltzer.cloud.web;

import java.util.List;
import java.util.Optional;

/// The page of all monitors, those that need a person first.
///
/// @param dataset when only its monitors were asked for
/// @param any whether there is a monitor at all, whatever the filter
public record MonitorList(
        MonitorFilter filter, List<MonitorLine> lines, Paging paging, Optional<DatasetName> dataset, boolean any) {}
