package io.seltzer.cli;

import io.seltzer.client.CloudFailure;
import io.seltzer.client.ContractLookup;
import io.seltzer.client.DatasetReference;
import io.seltzer.client.Problem;
import io.seltzer.client.SodaCloud;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Writes the contracts of datasets into files.
@Command(
        name = "fetch",
        description = "Fetches contracts from a control plane.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 all fetched, 3 errors; what could be fetched is written all the same."})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class ContractFetchCommand implements Callable<Integer> {
    @Option(
            names = {"-d", "--dataset"},
            required = true,
            arity = "1..*",
            paramLabel = "NAME",
            description = "Qualified names of the datasets.")
    private List<String> datasets;

    @Option(
            names = {"-f", "--file"},
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files to write, one for each dataset in the same order; what they hold is replaced.")
    private List<Path> files;

    @Option(
            names = {"-sc", "--soda-cloud"},
            required = true,
            paramLabel = "FILE",
            description = "The Soda Cloud file.")
    private String sodaCloud;

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
        if (datasets.size() != files.size()) {
            throw new UserError("There are " + datasets.size() + " datasets and " + files.size()
                    + " files: name one file for each dataset.");
        }
        if (Set.copyOf(files).size() < files.size()) {
            throw new UserError("A file is named twice: name one file for each dataset.");
        }
        List<DatasetReference> names = datasets.stream().map(ContractFetchCommand::name).toList();
        boolean all = true;
        try (SodaCloud cloud = CloudConnection.open(sodaCloud, verbose, out, err)) {
            for (int i = 0; i < names.size(); i++) {
                all &= fetch(cloud, names.get(i), files.get(i), out, err);
            }
        }
        return (all ? ExitCode.OK : ExitCode.ERROR).number();
    }

    private static DatasetReference name(String text) {
        return DatasetReference.parse(text)
                .orElseThrow(() -> new UserError(text + " is no qualified name of a dataset, like"
                        + " warehouse/db/public/orders."));
    }

    /// Whether the file was written.
    private static boolean fetch(
            SodaCloud cloud, DatasetReference dataset, Path file, PrintWriter out, PrintWriter err) {
        try {
            return switch (cloud.contracts().get(dataset)) {
                case ContractLookup.NotFound missing -> {
                    err.println(missing.sentence());
                    yield false;
                }
                case ContractLookup.Found(String contents) -> {
                    UserFile.replace(file.toString(), contents);
                    out.println("Wrote the contract of " + dataset + " to " + file + ".");
                    yield true;
                }
            };
        } catch (UserError unwritable) {
            err.println(dataset + ": the file " + file + " cannot be written.");
            return false;
        } catch (CloudFailure failure) {
            if (!isAboutTheDataset(failure.problem())) {
                throw failure;
            }
            err.println(dataset + ": " + failure.problem().sentence());
            return false;
        }
    }

    /// Whether the next dataset has a chance.
    private static boolean isAboutTheDataset(Problem problem) {
        return switch (problem) {
            case Problem.Refused _, Problem.NotUnderstood _ -> true;
            case Problem.Unreachable _,
                    Problem.Unanswered _,
                    Problem.LogInRefused _,
                    Problem.Busy _,
                    Problem.Redirected _,
                    Problem.Interrupted _ -> false;
        };
    }
}
