package io.seltzer.scan;

import io.seltzer.check.Unmeasured;
import io.seltzer.plan.Gap;
import io.seltzer.protocol.results.LogLine.Level;
import io.seltzer.source.SourceFailure;
import io.seltzer.warehouse.WriteOutcome;
import io.seltzer.yaml.Fault;
import java.util.Locale;

/// What a scan has to tell. Its sentences are the only texts of a scan that reach a log, and its members are
/// names, numbers and codes: there is no place for a value of a row.
public sealed interface ScanEvent {
    /// Most of what a scan tells is no cause for worry.
    default Level level() {
        return Level.info;
    }

    String sentence();

    record Started(String dataset, int checks) implements ScanEvent {
        @Override
        public String sentence() {
            return "Verifying " + dataset + ": " + Count.of(checks, "check") + ".";
        }
    }

    /// @param selectors as the command line has them
    record Selected(String selectors, int selected, int checks) implements ScanEvent {
        @Override
        public String sentence() {
            return selected + " of " + Count.of(checks, "check") + " selected by " + selectors + ".";
        }
    }

    record Skipped(String checkPath) implements ScanEvent {
        @Override
        public String sentence() {
            return "Skipped " + checkPath + ": not selected.";
        }
    }

    /// @param millis since the start of connecting
    record Connected(String dataSource, String type, long millis) implements ScanEvent {
        @Override
        public String sentence() {
            return "Connected to " + dataSource + " (" + type + ") in " + millis + " ms.";
        }
    }

    /// How far the measuring is: for those who watch, and not worth a line of the log.
    sealed interface Progress extends ScanEvent {}

    record PlanReady(int queries) implements Progress {
        @Override
        public String sentence() {
            return Count.of(queries, "query", "queries") + " to run.";
        }
    }

    /// @param done queries, whether they worked or not
    record QueryDone(int done, int queries) implements Progress {
        @Override
        public String sentence() {
            return done + " of " + Count.of(queries, "query", "queries") + " done.";
        }
    }

    /// A failure that may pass, after which the same is tried again.
    record Retried(SourceFailure failure) implements ScanEvent {
        @Override
        public Level level() {
            return Level.warning;
        }

        @Override
        public String sentence() {
            return "Trying again. " + failure.sentence();
        }
    }

    record SchemaRead(int columns, long millis) implements ScanEvent {
        @Override
        public String sentence() {
            return "Read the schema: " + Count.of(columns, "column") + ", " + millis + " ms.";
        }
    }

    record Measured(int metrics, long millis) implements ScanEvent {
        @Override
        public String sentence() {
            return "Measured " + Count.of(metrics, "metric") + " in one query, " + millis + " ms.";
        }
    }

    /// A metric that has a query of its own.
    ///
    /// @param what in words of the contract
    record MeasuredAlone(String what, long millis) implements ScanEvent {
        @Override
        public String sentence() {
            return "Measured " + what + ", " + millis + " ms.";
        }
    }

    /// A fused query failed and is tried in halves.
    record Halved(int metrics, SourceFailure failure) implements ScanEvent {
        @Override
        public Level level() {
            return Level.warning;
        }

        @Override
        public String sentence() {
            return "A query of " + Count.of(metrics, "metric") + " failed and is tried in halves. "
                    + failure.sentence();
        }
    }

    /// @param what the metric, schema or rows that could not be read, in words of the contract
    record NotMeasured(String what, SourceFailure failure) implements ScanEvent {
        @Override
        public Level level() {
            return Level.error;
        }

        @Override
        public String sentence() {
            return "Not measured: " + what + ". " + failure.sentence();
        }
    }

    /// The data source answered, but not with what the metric is made of.
    ///
    /// @param what the metric, in words of the contract
    record Unusable(String what, Unmeasured cause) implements ScanEvent {
        @Override
        public Level level() {
            return Level.error;
        }

        @Override
        public String sentence() {
            return "Not measured: " + what + ". " + cause.reason();
        }
    }

    record NoRow(String what) implements ScanEvent {
        @Override
        public Level level() {
            return Level.warning;
        }

        @Override
        public String sentence() {
            return "Not measured: " + what + ". It returned no row.";
        }
    }

    /// A query that should return one value returned more.
    record ManyCells(String what, boolean manyRows, int columns) implements ScanEvent {
        @Override
        public Level level() {
            return Level.warning;
        }

        @Override
        public String sentence() {
            return "Of " + what + " only the first column of the first row counts; it returned "
                    + (manyRows ? "several rows of " : "a row of ") + Count.of(columns, "column") + ".";
        }
    }

    record NoLatestTime(String checkPath) implements ScanEvent {
        @Override
        public Level level() {
            return Level.warning;
        }

        @Override
        public String sentence() {
            return checkPath + " failed: without a latest time, data are not fresh.";
        }
    }

    record NotRun(String checkPath, String checkType) implements ScanEvent {
        @Override
        public Level level() {
            return Level.error;
        }

        @Override
        public String sentence() {
            return checkPath + " was not evaluated: this version does not run checks of type " + checkType + ".";
        }
    }

    record NoTable(String dataset) implements ScanEvent {
        @Override
        public Level level() {
            return Level.error;
        }

        @Override
        public String sentence() {
            return "The table of " + dataset + " does not exist, or the user cannot see it.";
        }
    }

    record ContractFault(Fault fault) implements ScanEvent {
        @Override
        public Level level() {
            return fault.severity() == Fault.Severity.ERROR ? Level.error : Level.warning;
        }

        @Override
        public String sentence() {
            return fault.toString();
        }
    }

    record FailedRowsWritten(String warehouse, WriteOutcome.Committed outcome, long millis) implements ScanEvent {
        @Override
        public String sentence() {
            String how = switch (outcome.path()) {
                case SERVER -> "by the database server itself";
                case COPY -> "by streaming";
                case ALREADY_THERE -> "by an earlier process of the same scan";
            };
            return String.format(
                    Locale.ROOT,
                    "%,d failed rows are in %s of %s, written %s, %d ms.",
                    outcome.rows(), outcome.table().qualified(), warehouse, how, millis);
        }
    }

    record FailedRowsLost(SourceFailure failure) implements ScanEvent {
        @Override
        public Level level() {
            return Level.error;
        }

        @Override
        public String sentence() {
            return "The failed rows could not be written to the diagnostics warehouse. " + failure.sentence();
        }
    }

    /// The data source is not there, or broke away.
    record Broken(SourceFailure failure) implements ScanEvent {
        @Override
        public Level level() {
            return Level.error;
        }

        @Override
        public String sentence() {
            return failure.sentence();
        }
    }

    /// @param kind class of the exception
    record Bug(String kind) implements ScanEvent {
        @Override
        public Level level() {
            return Level.error;
        }

        @Override
        public String sentence() {
            return "Something went wrong inside Seltzer: " + kind + ".";
        }
    }

    record Finished(int passed, int warned, int failed, int notEvaluated, long millis) implements ScanEvent {
        @Override
        public String sentence() {
            return passed + " passed, " + warned + " warned, " + failed + " failed, " + notEvaluated
                    + " not evaluated, in " + millis + " ms.";
        }
    }

    record MonitoringStarted(int datasets, int monitors) implements ScanEvent {
        @Override
        public String sentence() {
            return "Measuring " + Count.of(monitors, "monitor") + " of " + Count.of(datasets, "dataset") + ".";
        }
    }

    record DatasetMeasured(String dataset, long values, long gaps, long millis) implements ScanEvent {
        @Override
        public String sentence() {
            return "Measured " + dataset + ": " + Count.of(values, "value")
                    + (gaps == 0 ? "" : ", " + Count.of(gaps, "gap")) + ", " + millis + " ms.";
        }
    }

    /// A monitor has no value, for a reason that holds until somebody changes something.
    record NoValue(String dataset, String monitor, Gap gap) implements ScanEvent {
        @Override
        public Level level() {
            return Level.warning;
        }

        @Override
        public String sentence() {
            return "Not measured: " + monitor + " of " + dataset + ". " + GapWords.of(gap);
        }
    }

    record MonitoringFinished(int datasets, long values, long gaps, long millis) implements ScanEvent {
        @Override
        public String sentence() {
            return Count.of(datasets, "dataset") + " measured: " + Count.of(values, "value") + ", "
                    + Count.of(gaps, "gap") + ", in " + millis + " ms.";
        }
    }
}
