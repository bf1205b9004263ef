package io.seltzer.cli;

import io.seltzer.check.ContractStatus;
import io.seltzer.protocol.ScanApi;
import io.seltzer.scan.ScanEnd;
import io.seltzer.scan.ScanVerticle;
import io.vertx.core.Vertx;
import java.time.Clock;
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
        Vertx vertx = Vertx.vertx(ProcessVertx.shortLived());
        ScanVerticle scan = new ScanVerticle(new ScanVerticle.Settings(
                required(ScanApi.GATEWAY_VARIABLE),
                required(ScanApi.TOKEN_VARIABLE),
                ProcessEnvironment::variable,
                ProcessEnvironment::file,
                Clock.systemUTC(),
                System::nanoTime));
        vertx.deployVerticle(scan).await();
        int code = code(scan.end().await()).number();
        ProcessVertx.close(vertx);
        return code;
    }

    private static String required(String variable) {
        return ProcessEnvironment.variable(variable)
                .orElseThrow(() -> new UserError("The environment variable " + variable
                        + " is not set. An agent starts this command; to verify a contract yourself use: "
                        + "seltzer contract verify"));
    }

    private static ExitCode code(ScanEnd end) {
        return switch (end) {
            case ScanEnd.Delivered(ContractStatus status) -> ExitCode.of(status);
            case ScanEnd.FailureReported _ -> ExitCode.ERROR;
            case ScanEnd.Fenced _, ScanEnd.NotDelivered _ -> ExitCode.NOT_DELIVERED;
        };
    }
}
