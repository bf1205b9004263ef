package io.seltzer.client;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Verifies a contract on a runner: asks for the permission, stores the file, starts the scan, waits for its end and
/// fetches its log (cloud-protocol §3, §8).
public final class RemoteVerification {
    /// After a look that told nothing.
    private static final Duration PAUSE_AFTER_PROBLEM = Duration.ofSeconds(5);

    private final ContractMessages contracts;
    private final RemoteScans scans;
    private final ClientSettings settings;

    RemoteVerification(ContractMessages contracts, RemoteScans scans, ClientSettings settings) {
        this.contracts = contracts;
        this.scans = scans;
        this.settings = settings;
    }

    /// @param contents text of the contract file, variables unresolved
    /// @param filePath as the user gave it, or [SodaCloud#REMOTE_PATH]
    /// @param publish whether the control plane keeps the results
    /// @param variables texts and numbers by name
    /// @param limit how long to wait for the end
    public record Request(
            DatasetReference dataset,
            String contents,
            String filePath,
            boolean publish,
            boolean verbose,
            Map<String, Object> variables,
            ExecutionOptions options,
            Duration limit) {
        public Request {
            variables = new LinkedHashMap<>(variables);
        }
    }

    /// @throws CloudFailure only when the thread is interrupted
    public RemoteOutcome run(Request request) {
        String fileId;
        try {
            if (contracts.mayManage(request.dataset()) instanceof Permission.Denied denied) {
                return new RemoteOutcome.NotPermitted(denied);
            }
            fileId = contracts.upload(request.contents());
        } catch (CloudFailure failure) {
            return notStarted(failure, Conclusion.NOT_DELIVERED);
        }
        String scanId;
        try {
            scanId = scans.start(ContractMessages.reference(fileId, request.filePath()), request);
        } catch (CloudFailure failure) {
            // A scan that was started and has no id is no loss of results: there is nothing to wait for.
            return notStarted(
                    failure,
                    failure.problem() instanceof Problem.NotUnderstood ? Conclusion.ERROR : Conclusion.NOT_DELIVERED);
        }
        return await(scanId, request.limit());
    }

    private static RemoteOutcome notStarted(CloudFailure failure, Conclusion conclusion) {
        boolean strangers = failure.problem() instanceof Problem.LogInRefused;
        return new RemoteOutcome.NotStarted(failure.problem(), strangers ? Conclusion.ERROR : conclusion);
    }

    private RemoteOutcome await(String scanId, Duration limit) {
        Pace pace = settings.pace();
        Instant deadline = pace.clock().instant().plus(limit);
        while (true) {
            Duration pause = PAUSE_AFTER_PROBLEM;
            try {
                RemoteScans.Status status = scans.status(scanId);
                Optional<RemoteScanState> end = RemoteScanState.of(status.state());
                if (end.isPresent()) {
                    return new RemoteOutcome.Ended(scanId, end.get(), status.datasetUrl(), log(scanId));
                }
                if (!RemoteScanState.isGoingOn(status.state())) {
                    settings.events().accept(new CloudEvent.StateUnknown("The control plane has a word for it that is new here."));
                }
                pause = status.nextLook();
            } catch (CloudFailure failure) {
                if (failure.problem() instanceof Problem.Interrupted) {
                    throw failure;
                }
                settings.events().accept(new CloudEvent.StateUnknown(failure.problem().sentence()));
            }
            Duration left = Duration.between(pace.clock().instant(), deadline);
            if (!left.isPositive()) {
                return new RemoteOutcome.NotInTime(scanId, limit, log(scanId));
            }
            pace.sleep(pause.compareTo(left) < 0 ? pause : left, RemoteScans.STATE);
        }
    }

    /// The verdict stands without its log.
    private List<RemoteLogLine> log(String scanId) {
        try {
            return scans.log(scanId);
        } catch (CloudFailure failure) {
            settings.events().accept(new CloudEvent.RemoteLogMissing(failure.problem().sentence()));
            return List.of();
        }
    }
}
