package io.seltzer.cli.demo;

import io.seltzer.cli.DataFolders;
import io.seltzer.cli.ExitCode;
import io.seltzer.cli.Running;
import io.seltzer.cli.UserError;
import io.seltzer.cloud.postgres.PostgresRefused;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// All parts of Seltzer on one machine, at work on real data.
@Command(
        name = "demo",
        description = "Runs everything on this machine, on the flights out of New York City in 2013.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit code with --once: 0 when everything went as it should; failing checks are expected."})
@SuppressWarnings("NullAway.Init") // picocli sets the options
public final class DemoCommand implements Callable<Integer> {
    @Option(names = "--once", description = "Stops after the verdicts.")
    private boolean once;

    @Option(names = "--port", defaultValue = "8080", description = "Of the web page; default ${DEFAULT-VALUE}, 0 for any.")
    private int port;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the demo keeps its data.")
    private @Nullable Path data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        quieten();
        PrintWriter out = spec.commandLine().getOut();
        DemoSteps steps = new DemoSteps(out, System::nanoTime);
        Path folder = data == null ? DataFolders.of("demo") : data;
        FlightsData flights = FlightsData.ofThisCheckout();
        try (Running running = new Running()) {
            DemoServers servers = DemoServers.start(folder, port, flights, steps, running);
            List<String> surprises = new DemoScans(servers.client(), flights, steps).run(out);
            surprises.forEach(out::println);
            out.println();
            out.println("The page   " + servers.url());
            out.println("API key    " + servers.key().id());
            out.println("Secret     " + servers.key().secret());
            out.println("Warehouse  " + servers.warehouseUrl());
            out.flush();
            if (!once) {
                out.println();
                out.println("Ctrl-C ends the demo.");
                out.flush();
                running.await();
            }
            return (surprises.isEmpty() ? ExitCode.OK : ExitCode.ERROR).number();
        } catch (PostgresRefused | IllegalStateException refused) {
            throw new UserError(String.valueOf(refused.getMessage()));
        }
    }

    /// The demo's own lines say what happens; what the servers log beside them would only hide it. Before the first
    /// logger is made.
    private static void quieten() {
        if (System.getenv("SELTZER_LOG_LEVEL") == null) {
            System.setProperty("SELTZER_LOG_LEVEL", "WARN");
        }
    }
}
