package io.seltzer.cloud.web;

import java.util.List;
import java.util.Optional;

/// The page of scans, newest first.
///
/// @param dataset when only its scans were asked for
public record ScanList(List<ScanLine> lines, Paging paging, Optional<DatasetName> dataset) {}
