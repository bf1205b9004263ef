package io.seltzer.verify;

import io.seltzer.contract.DatasetName;
import io.seltzer.scan.ScanExplanation;
import io.seltzer.scan.ScanLog;
import io.seltzer.scan.ScanPreparation;
import io.seltzer.source.SourceFailure;
import java.time.Instant;

/// What became of the files of a verification.
public sealed interface Preparation {
    /// Nothing can be executed.
    record Faulty(VerificationResult.NotRun result) implements Preparation {}

    /// All files are in order. Runs once.
    final class Ready implements Preparation {
        private final Verification verification;
        private final ScanPreparation.Prepared prepared;
        private final ScanLog log;
        private final Instant started;
        private final Instant timestamp;

        Ready(
                Verification verification,
                ScanPreparation.Prepared prepared,
                ScanLog log,
                Instant started,
                Instant timestamp) {
            this.verification = verification;
            this.prepared = prepared;
            this.log = log;
            this.started = started;
            this.timestamp = timestamp;
        }

        public DatasetName dataset() {
            return prepared.contract().dataset();
        }

        /// What would be asked of the data source, as SQL with comments; nothing is asked, nor connected to.
        public String explain() {
            return ScanExplanation.of(prepared.contract(), verification.selection(), prepared.source())
                    .render(prepared.warehouse().isPresent());
        }

        /// @throws SourceFailure when the data source is not there or breaks away
        public VerificationResult.Verified run() {
            return verification.run(prepared, log, started, timestamp);
        }
    }
}
