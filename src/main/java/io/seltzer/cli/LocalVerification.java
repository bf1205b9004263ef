package io.seltzer.cli;

import io.seltzer.check.Outcome;
import io.seltzer.client.DatasetConfiguration;
import io.seltzer.client.DatasetReference;
import io.seltzer.client.SodaCloud;
import io.seltzer.contract.CheckSelection;
import io.seltzer.contract.DatasetName;
import io.seltzer.scan.ScanEvent;
import io.seltzer.source.SourceFailure;
import io.seltzer.verify.Preparation;
import io.seltzer.verify.Verification;
import io.seltzer.verify.VerificationResult;
import java.util.Optional;

/// Verifies a contract from this machine, shows what came of it, and tells the control plane when it is to know.
///
/// @param cloud is asked for the dataset's settings before anything is measured
/// @param publish whether it gets the results
record LocalVerification(
        Optional<SodaCloud> cloud, boolean publish, Optional<ManagedScan> managed, VerifyOutput output) {

    /// @param verification ready but for where its words go
    /// @param text of the contract, variables unresolved
    ExitCode run(Verification verification, CheckSelection selection, String text) {
        managed.ifPresent(scan -> verification.scan(scan.id()));
        verification
                .only(selection)
                .log(line -> {
                    managed.ifPresent(scan -> scan.hear(line));
                    output.hear(line.level(), line.message());
                })
                .progress(step -> output.progress(step.sentence()));
        return switch (verification.prepare()) {
            case Preparation.Faulty(VerificationResult.NotRun result) -> notRun(result, text);
            case Preparation.Ready ready -> {
                cloud.ifPresent(known -> applySettings(known, ready.dataset()));
                yield measured(ready)
                        .map(verified -> finished(verified, selection, text))
                        .orElseGet(() -> managed.map(ManagedScan::failed).orElse(ExitCode.ERROR));
            }
        };
    }

    private ExitCode finished(VerificationResult.Verified verified, CheckSelection selection, String text) {
        tellSelection(selection, verified);
        output.show(verified);
        ExitCode verdict = ExitCode.of(verified.status());
        return publish && cloud.isPresent()
                ? delivery(cloud.get()).deliver(text, verified.document(), verdict)
                : verdict;
    }

    /// Shows what would be asked of the data source.
    ExitCode explain(Verification verification, CheckSelection selection) {
        verification.only(selection).log(line -> output.hear(line.level(), line.message()));
        return switch (verification.prepare()) {
            case Preparation.Faulty _ -> ExitCode.ERROR;
            case Preparation.Ready ready -> {
                output.write(ready.explain());
                yield ExitCode.OK;
            }
        };
    }

    private ExitCode notRun(VerificationResult.NotRun result, String text) {
        output.problems().println("Nothing was executed.");
        // A scan that the control plane waits for cannot end with a document that has no checks.
        return managed.map(ManagedScan::failed)
                .orElseGet(() -> publish && cloud.isPresent() && result.document().isPresent()
                        ? delivery(cloud.get()).deliver(text, result.document().get(), ExitCode.ERROR)
                        : ExitCode.ERROR);
    }

    /// Empty when the data source was not there or broke away, which the log has told.
    private Optional<VerificationResult.Verified> measured(Preparation.Ready ready) {
        try {
            return Optional.of(ready.run());
        } catch (SourceFailure told) {
            return Optional.empty();
        } finally {
            output.clearProgress();
        }
    }

    private void applySettings(SodaCloud known, DatasetName dataset) {
        known.contracts()
                .configurationOf(new DatasetReference(dataset.source(), dataset.prefixes(), dataset.table()))
                .flatMap(DatasetConfiguration::computeWarehouse)
                .ifPresent(warehouse -> output.tell("The compute warehouse " + warehouse
                        + " that the control plane names has no meaning for this data source."));
    }

    private void tellSelection(CheckSelection selection, VerificationResult.Verified verified) {
        if (!selection.selectsAll() && !output.verbose()) {
            int all = verified.report().evaluations().size();
            int excluded = (int) verified.report().evaluations().stream()
                    .filter(evaluation -> evaluation.outcome() == Outcome.EXCLUDED)
                    .count();
            output.tell(new ScanEvent.Selected(selection.describe(), all - excluded, all).sentence());
        }
    }

    private ResultDelivery delivery(SodaCloud known) {
        return new ResultDelivery(known, output.words(), output.problems());
    }
}
