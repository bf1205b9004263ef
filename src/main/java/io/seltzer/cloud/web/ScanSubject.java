package io.seltzer.cloud.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// What a scan looks at: a dataset, or the monitors of a data source.
///
/// @param place where it lies, or how much it is
/// @param path of the page that shows what it found; `pathText` says so
public record ScanSubject(String title, String place, String qualified, String path, String pathText) {

    static ScanSubject of(DatasetName dataset) {
        return new ScanSubject(
                dataset.table(), dataset.place(), dataset.qualified(), dataset.path(), "All checks of " + dataset.table());
    }

    /// @param backfill whether the past is measured
    static ScanSubject ofMonitors(String dataSource, long datasets, boolean backfill) {
        return new ScanSubject(
                "monitors of " + dataSource,
                (backfill ? "the past of " : "") + Figures.of(datasets, "dataset", "datasets"),
                dataSource,
                "/monitors?q=" + URLEncoder.encode(dataSource + "/", StandardCharsets.UTF_8),
                "All monitors of " + dataSource);
    }
}
