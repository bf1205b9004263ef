package io.seltzer.cli;

import io.seltzer.check.ContractStatus;
import io.seltzer.config.Proxies;
import io.seltzer.protocol.ScanApi;
import io.seltzer.scan.GatewayAddress;
import io.seltzer.scan.MessageTypes;
import io.seltzer.scan.ScanEnd;
import io.seltzer.scan.ScanVerticle;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// A scan process, started by an agent: everything it needs comes through the environment.
@Command(name = "scan", hidden = true, description = "Runs one scan for an agent.")
final class ScanCommand implements Callable<Integer> {
    static boolean isAllOf(String... args) {
        return args.length == 1 && args[0].equals("scan");
    }

    @Override
    public Integer call() {
        MessageTypes.workOutAhead();
        LineKeys.ofProcess(lease(required(ScanApi.TOKEN_VARIABLE)));
        Vertx vertx = Vertx.vertx(ProcessVertx.shortLived());
        ScanVerticle scan = new ScanVerticle(new ScanVerticle.Settings(
                gateway(),
                fileNamedBy(ScanApi.BUNDLE_VARIABLE),
                ProcessEnvironment::variable,
                ProcessEnvironment::file,
                Clock.systemUTC(),
                System::nanoTime));
        vertx.deployVerticle(scan).await();
        ScanEnd end = scan.end().await();
        sayLastWord(end);
        int code = code(end).number();
        ProcessVertx.close(vertx);
        return code;
    }

    /// A job token shows the lease that it stands for: an agent's `<instruction>.<epoch>.<mac>`, the control plane's
    /// `<organisation>.<instruction>.<epoch>.<secret>`.
    private static Map<String, Object> lease(String token) {
        String[] parts = token.split("\\.", -1);
        return switch (parts.length) {
            case 3 -> Map.of("instruction", parts[0], "epoch", parts[1]);
            case 4 -> Map.of("instruction", parts[1], "epoch", parts[2]);
            default -> Map.of();
        };
    }

    private static String required(String variable) {
        return ProcessEnvironment.variable(variable)
                .orElseThrow(() -> new UserError("The environment variable " + variable
                        + " is not set. An agent starts this command; to verify a contract yourself use: "
                        + "seltzer contract verify"));
    }

    /// A gateway with a certificate of its own is near; only what has none may lie behind a proxy.
    private static GatewayAddress gateway() {
        String url = required(ScanApi.GATEWAY_VARIABLE);
        Optional<String> certificate = ProcessEnvironment.variable(ScanApi.CERTIFICATE_VARIABLE);
        return new GatewayAddress(
                url,
                required(ScanApi.TOKEN_VARIABLE),
                certificate,
                fileNamedBy(ScanApi.AUTHORITIES_VARIABLE),
                certificate.isPresent()
                        ? Optional.empty()
                        : Proxies.of(ProcessEnvironment::variable).to(URI.create(url)));
    }

    private static Optional<String> fileNamedBy(String variable) {
        return ProcessEnvironment.variable(variable).map(path -> ProcessEnvironment.file(path)
                .orElseThrow(() -> new UserError("The file that the environment variable " + variable
                        + " names cannot be read: " + path)));
    }

    /// Only when there is nothing more to find out about this scan: otherwise its output says what happened.
    private static void sayLastWord(ScanEnd end) {
        Optional<String> file = ProcessEnvironment.variable(ScanApi.LAST_WORD_VARIABLE);
        boolean delivered = end instanceof ScanEnd.Delivered || end instanceof ScanEnd.FailureReported;
        if (delivered && file.isPresent()) {
            try {
                Files.writeString(Path.of(file.get()), ScanApi.DELIVERED);
            } catch (IOException | InvalidPathException unsaid) {
                System.err.println("The last word of the scan could not be written to " + file.get()
                        + ". What it delivered counts all the same.");
            }
        }
    }

    private static ExitCode code(ScanEnd end) {
        return switch (end) {
            case ScanEnd.Delivered(ContractStatus status) -> ExitCode.of(status);
            case ScanEnd.FailureReported _ -> ExitCode.ERROR;
            case ScanEnd.Fenced _, ScanEnd.NotDelivered _ -> ExitCode.NOT_DELIVERED;
        };
    }
}
