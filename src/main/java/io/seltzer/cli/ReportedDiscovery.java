package io.seltzer.cli;

import io.seltzer.client.CloudFailure;
import io.seltzer.client.Discovery;
import io.seltzer.client.LogStream;
import io.seltzer.client.SodaCloud;
import io.seltzer.contract.DatasetName;
import io.seltzer.protocol.results.LogLine;
import io.seltzer.scan.Count;
import io.seltzer.source.SourceFailure;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// A discovery of which a control plane hears: what was found, and for a scan that it knows already also how it goes
/// and why nothing was found. Runs once.
final class ReportedDiscovery {
    private final SodaCloud cloud;
    private final Scan scan;
    private final Clock clock;
    private final PrintWriter out;
    private final PrintWriter err;
    private final String thread = UUID.randomUUID().toString();
    private final List<LogLine> lines = new ArrayList<>();
    private Optional<LogStream> stream = Optional.empty();

    /// @param id of a managed scan
    /// @param definition name of the scan definition
    record Scan(Optional<String> id, String definition, String dataSource, Instant dataTimestamp) {}

    ReportedDiscovery(SodaCloud cloud, Scan scan, Clock clock, PrintWriter out, PrintWriter err) {
        this.cloud = cloud;
        this.scan = scan;
        this.clock = clock;
        this.out = out;
        this.err = err;
    }

    /// @param discovery may throw a [SourceFailure]
    ExitCode run(Supplier<List<DatasetName>> discovery) {
        Instant started = clock.instant();
        return scan.id()
                .map(id -> managed(id, started, discovery))
                .orElseGet(() -> onItsOwn(started, discovery));
    }

    private ExitCode onItsOwn(Instant started, Supplier<List<DatasetName>> discovery) {
        List<DatasetName> datasets = found(discovery);
        try {
            cloud.discoveries().insert(message(started, datasets));
        } catch (CloudFailure failure) {
            return undelivered(failure);
        }
        return sent(datasets);
    }

    private ExitCode managed(String id, Instant started, Supplier<List<DatasetName>> discovery) {
        String reference;
        try {
            reference = cloud.discoveries().start(id, scan.definition(), scan.dataSource(), scan.dataTimestamp());
        } catch (CloudFailure refused) {
            say(LogLine.Level.error, refused.problem().sentence());
            return failed(id, lines);
        }
        LogStream log = cloud.logStream(id, new LogStream.Origin("main", ""));
        stream = Optional.of(log);
        log.start();
        List<DatasetName> datasets;
        try {
            datasets = found(discovery);
        } catch (SourceFailure failure) {
            say(LogLine.Level.error, failure.sentence());
            return failed(id, log.finish());
        }
        try {
            cloud.discoveries().insert(message(started, datasets), reference);
            log.finish();
            cloud.discoveries().end(reference);
        } catch (CloudFailure failure) {
            return undelivered(failure);
        } finally {
            log.finish();
        }
        return sent(datasets);
    }

    private List<DatasetName> found(Supplier<List<DatasetName>> discovery) {
        say(LogLine.Level.info, "Looking for the datasets of " + scan.dataSource() + ".");
        List<DatasetName> datasets = discovery.get();
        say(LogLine.Level.info, "Found " + Count.of(datasets.size(), "dataset") + ".");
        return datasets;
    }

    private Discovery message(Instant started, List<DatasetName> datasets) {
        return new Discovery(
                scan.id(), scan.definition(), scan.dataSource(), scan.dataTimestamp(), started, clock.instant(),
                datasets.stream().map(DatasetName::toString).toList(), List.copyOf(lines));
    }

    private ExitCode sent(List<DatasetName> datasets) {
        out.println("Sent the names of " + Count.of(datasets.size(), "dataset") + " to " + cloud.address() + ".");
        return ExitCode.OK;
    }

    private ExitCode undelivered(CloudFailure failure) {
        err.println(failure.problem().sentence());
        err.println("The datasets could not be delivered.");
        return ExitCode.NOT_DELIVERED;
    }

    /// @param log what the control plane has not got yet
    private ExitCode failed(String id, List<LogLine> log) {
        try {
            cloud.results().markScanFailed(id, log);
            return ExitCode.ERROR;
        } catch (CloudFailure failure) {
            err.println(failure.problem().sentence());
            return ExitCode.NOT_DELIVERED;
        }
    }

    private void say(LogLine.Level level, String sentence) {
        (level == LogLine.Level.error ? err : out).println(sentence);
        LogLine line = new LogLine(level, sentence, clock.instant(), lines.size(), thread);
        lines.add(line);
        stream.ifPresent(log -> log.add(line));
    }
}
