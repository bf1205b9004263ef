package io.seltzer.cli;

import io.seltzer.contract.Contract;
import io.seltzer.contract.ContractParser;
import io.seltzer.contract.ContractReading;
import io.seltzer.contract.ContractVariables;
import io.seltzer.contract.Strictness;
import io.seltzer.contract.TypeRules;
import io.seltzer.scan.Count;
import io.seltzer.yaml.Fault;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Reads contracts and says of each whether it is one.
@Command(
        name = "test",
        description = "Tests contracts without any data source.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 all contracts are valid, 3 one is not."})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class ContractTestCommand implements Callable<Integer> {
    @Option(
            names = {"-c", "--contract"},
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "The contracts.")
    private List<String> contracts;

    @Option(names = "--lenient", description = "Keys that the language does not know are warnings, not errors.")
    private boolean lenient;

    @Option(
            names = {"-v", "--verbose"},
            description = "Shows the contracts' checks.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        boolean all = true;
        for (String contract : contracts) {
            all &= isValid(contract);
        }
        return (all ? ExitCode.OK : ExitCode.ERROR).number();
    }

    private boolean isValid(String file) {
        PrintWriter err = spec.commandLine().getErr();
        ContractReading reading;
        try {
            reading = ContractParser.read(
                    file,
                    UserFile.text(file),
                    ContractVariables.none(Instant.now()),
                    lenient ? Strictness.LENIENT : Strictness.STRICT,
                    _ -> TypeRules.BASE);
        } catch (UserError unreadable) {
            err.println(unreadable.getMessage());
            return false;
        }
        reading.faults().forEach(err::println);
        return switch (reading) {
            case ContractReading.Faulty _ -> false;
            case ContractReading.Accepted(Contract contract, List<Fault> _) -> {
                print(file, contract, spec.commandLine().getOut());
                yield true;
            }
        };
    }

    private void print(String file, Contract contract, PrintWriter out) {
        if (verbose) {
            contract.checks().forEach(check -> out.println(check.header().path()));
        }
        out.println("The contract " + file + " is valid: " + contract.dataset() + ", "
                + Count.of(contract.checks().size(), "check") + ".");
        out.flush();
    }
}
