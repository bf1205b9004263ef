package io.seltzer.cli;

import io.seltzer.client.DatasetReference;
import io.seltzer.client.ExecutionOptions;
import io.seltzer.client.RemoteLogLine;
import io.seltzer.client.RemoteOutcome;
import io.seltzer.client.RemoteVerification;
import io.seltzer.client.SodaCloud;
import io.seltzer.contract.CheckSelection;
import io.seltzer.contract.ContractOutline;
import io.seltzer.contract.ContractParser;
import io.seltzer.contract.ContractVariables;
import io.seltzer.contract.DatasetName;
import io.seltzer.contract.Strictness;
import io.seltzer.contract.TypeRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Has a contract verified by a runner, and waits for what comes of it.
record RunnerVerification(SodaCloud cloud, VerifyOutput output) {

    /// @param name a file's path, or [SodaCloud#REMOTE_PATH]
    /// @param text variables unresolved
    /// @param paths of `--check-paths`
    /// @param filters of `--check-filter`
    /// @param limit how long to wait for the end
    record Order(
            String name,
            String text,
            VariableOptions variables,
            Strictness strictness,
            List<String> paths,
            CheckSelection filters,
            boolean publish,
            Duration limit) {}

    ExitCode run(Order order) {
        Instant now = Instant.now();
        ContractVariables variables = new ContractVariables(
                order.variables().texts(),
                // Where the contract will run, the environment may have what it lacks here.
                name -> ProcessEnvironment.variable(name).or(() -> Optional.of("")),
                now,
                now);
        ContractParser.read(order.name(), order.text(), variables, order.strictness(), _ -> TypeRules.BASE)
                .faults()
                .forEach(fault -> output.problems().println(fault));
        Optional<ContractOutline> outline = ContractParser.outline(order.name(), order.text(), variables);
        if (outline.isEmpty()) {
            output.problems().println("Nothing was executed.");
            return ExitCode.ERROR;
        }
        List<String> unknown = order.filters().unknownScopes(outline.get().scopes());
        if (!unknown.isEmpty()) {
            throw new UserError(String.join("\n", unknown));
        }
        return shown(cloud.remoteVerification().run(request(order, outline.get().dataset())));
    }

    private RemoteVerification.Request request(Order order, DatasetName dataset) {
        return new RemoteVerification.Request(
                new DatasetReference(dataset.source(), dataset.prefixes(), dataset.table()),
                order.text(),
                order.name(),
                order.publish(),
                output.verbose(),
                order.variables().typed(),
                new ExecutionOptions(
                        order.paths(),
                        order.filters().conditions().stream()
                                .map(condition -> new ExecutionOptions.CheckFilter(
                                        condition.field(), condition.values(), condition.negated()))
                                .toList()),
                order.limit());
    }

    private ExitCode shown(RemoteOutcome outcome) {
        switch (outcome) {
            case RemoteOutcome.Ended ended -> {
                ended.log().forEach(this::show);
                output.tell("The remote scan " + ended.scanId() + " ended as " + ended.state().word() + "."
                        + ended.datasetUrl().map(url -> " See " + url).orElse(""));
            }
            case RemoteOutcome.NotInTime late -> late.log().forEach(this::show);
            case RemoteOutcome.NotPermitted _, RemoteOutcome.NotStarted _ -> {}
        }
        outcome.sentence().ifPresent(output.problems()::println);
        return ExitCode.of(outcome.conclusion());
    }

    /// All that the runner has to say: there is no table to see it in.
    private void show(RemoteLogLine line) {
        switch (line.level()) {
            case error, critical, warning -> output.problems().println(line.message());
            case info -> output.tell(line.message());
            case debug -> output.hear(line.level(), line.message());
        }
    }
}
