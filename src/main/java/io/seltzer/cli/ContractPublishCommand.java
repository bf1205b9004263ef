package io.seltzer.cli;

import io.seltzer.client.DatasetReference;
import io.seltzer.client.Permission;
import io.seltzer.client.SodaCloud;
import io.seltzer.contract.Contract;
import io.seltzer.contract.ContractParser;
import io.seltzer.contract.ContractReading;
import io.seltzer.contract.ContractVariables;
import io.seltzer.contract.DatasetName;
import io.seltzer.yaml.Fault;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Makes a contract file the contract of its dataset. A file with faults is not sent.
@Command(
        name = "publish",
        description = "Publishes a contract to a control plane.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 published, 3 errors."})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class ContractPublishCommand implements Callable<Integer> {
    @Option(
            names = {"-c", "--contract"},
            required = true,
            paramLabel = "FILE",
            description = "The contract.")
    private String contract;

    @Option(
            names = {"-sc", "--soda-cloud"},
            required = true,
            paramLabel = "FILE",
            description = "The Soda Cloud file.")
    private String file;

    @Option(
            names = {"-v", "--verbose"},
            description = "Tells more.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        String text = UserFile.text(contract);
        return switch (read(text)) {
            case ContractReading.Faulty(List<Fault> faults) -> {
                faults.forEach(err::println);
                err.println("Nothing was published.");
                yield ExitCode.ERROR.number();
            }
            case ContractReading.Accepted(Contract accepted, List<Fault> warnings) -> {
                warnings.forEach(err::println);
                yield publish(accepted.dataset(), text, out, err);
            }
        };
    }

    /// Where the contract will run, the environment may have what it lacks here.
    private ContractReading read(String text) {
        Instant now = Instant.now();
        return ContractParser.read(
                contract,
                text,
                new ContractVariables(
                        Map.of(), name -> ProcessEnvironment.variable(name).or(() -> Optional.of("")), now, now));
    }

    private int publish(DatasetName dataset, String text, PrintWriter out, PrintWriter err) {
        try (SodaCloud cloud = CloudConnection.open(file, verbose, out, err)) {
            Permission permission = cloud.contracts()
                    .mayManage(new DatasetReference(dataset.source(), dataset.prefixes(), dataset.table()));
            return switch (permission) {
                case Permission.Denied denied -> {
                    err.println(dataset + ": " + denied.sentence());
                    yield ExitCode.ERROR.number();
                }
                case Permission.Allowed _ -> {
                    cloud.contracts().publish(cloud.contracts().upload(text), contract);
                    out.println("Published the contract of " + dataset + " to " + cloud.address() + ".");
                    yield ExitCode.OK.number();
                }
            };
        }
    }
}
