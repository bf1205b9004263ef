package io.seltzer.cloud.web;

import io.seltzer.protocol.results.Diagnostics;
import org.jspecify.annotations.Nullable;

/// What a monitor thinks of a point, as icon, colour and words. The colour never stands alone.
///
/// @param kind ending of the style's name: `st-KIND`
/// @param icon name in the sprite, without its prefix
public record Verdict(String kind, String icon, String text) {
    static final Verdict NOT_MEASURED = new Verdict("none", "none", "Not measured yet");
    static final Verdict NO_SCAN = new Verdict("none", "none", "No scan");

    /// @param reason why the verdict is unknown: `training`, `newSlot`, `excluded`, or why there is no value
    /// @param missing how many more points the training takes
    static Verdict of(Diagnostics.Verdict verdict, @Nullable String reason, @Nullable Integer missing) {
        return switch (verdict) {
            case anomaly -> new Verdict("anomaly", "anomaly", "Anomaly");
            case continuing -> new Verdict("anomaly", "continuing", "Continuing");
            case expected -> new Verdict("water", "expected", "Expected");
            case unknown -> unknown(reason == null ? "" : reason, missing);
        };
    }

    private static Verdict unknown(String reason, @Nullable Integer missing) {
        return switch (reason) {
            case "training" -> new Verdict(
                    "none", "queued", missing == null ? "Training" : "Training, " + Figures.count(missing) + " more");
            case "newSlot" -> new Verdict("none", "queued", "First of its kind");
            case "excluded" -> new Verdict("none", "stopped", "Excluded");
            case "empty" -> new Verdict("none", "none", "No rows");
            case "notANumber" -> new Verdict("none", "none", "Not a number");
            case "notSupported" -> new Verdict("none", "none", "Not supported");
            case "denied" -> new Verdict("error", "error", "No access");
            case "tableMissing" -> new Verdict("error", "error", "Table missing");
            case "columnMissing" -> new Verdict("error", "error", "Column missing");
            case "partitionColumnUnfit" -> new Verdict("error", "error", "Partition column unfit");
            case "queryFailed" -> new Verdict("error", "error", "Query failed");
            case "tooManyGroups" -> new Verdict("error", "error", "Too many groups");
            default -> new Verdict("none", "none", "Unknown");
        };
    }

    /// What a reason means, and what to do about it; empty where the words of the verdict are enough.
    static String explanation(@Nullable String reason) {
        return switch (reason == null ? "" : reason) {
            case "training" -> "The monitor learns what is usual before it judges.";
            case "newSlot" -> "Nothing was measured at such a time before, so nothing is expected yet.";
            case "excluded" -> "A rule excludes this value: it is neither judged nor learnt.";
            case "empty" -> "There were no rows, or none with a value.";
            case "notANumber" -> "The result is no number, or too large for one.";
            case "notSupported" -> "The data source cannot tell this, or not for a column of this type.";
            case "denied" -> "The data source refuses access. Grant select to the user of the scan.";
            case "tableMissing" -> "The table is not there. Was it renamed or dropped?";
            case "columnMissing" -> "The column is not there. Was it renamed or dropped?";
            case "partitionColumnUnfit" -> "The partition column is no date or time, or coarser than the partitions."
                    + " Choose another one.";
            case "queryFailed" -> "The query failed. The scan's log says how.";
            case "tooManyGroups" -> "The column has more values than a monitor may have groups.";
            default -> "";
        };
    }
}
