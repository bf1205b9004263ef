package io.seltzer.cli;

import io.seltzer.cloud.postgres.Durability;
import io.seltzer.cloud.postgres.EmbeddedPostgres;
import io.seltzer.cloud.postgres.PostgresRefused;
import io.seltzer.protocol.ScanApi;
import io.seltzer.scan.GatewayAddress;
import io.seltzer.scan.ScanVerticle;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Does what short commands do, so that a class-data archive made of this run holds what they need: verifies a contract
/// about PostgreSQL's own catalog, from the command line and as a scan process does.
///
/// With a command after `--`, only gateway and server are here: the command is the scan, of whatever Java and libraries it
/// is made of, and its exit code is the answer. So an image is trained by itself, without the server's binaries.
@Command(name = "warm-up", hidden = true, description = "The training run of the class-data archive.")
final class WarmUpCommand implements Callable<Integer> {
    static final String CONTRACT =
            """
            dataset: warm/postgres/pg_catalog/pg_database
            variables: {least: {default: 0}}
            filter: oid > ${var.least}
            check_attributes: {team: data}
            columns:
              - name: datname
                data_type: name
                missing_values: ['', '?']
                checks:
                  - missing:
                  - duplicate:
                  - invalid:
                      valid_min_length: 1
                      valid_format: {name: word, regex: '^.+$'}
                      threshold: {metric: percent, must_be_less_than: 5}
              - name: encoding
                checks:
                  - invalid: {valid_values: [1, 2], filter: oid < 0, threshold: {must_be_between: {greater_than: 0, less_than: 9}}}
                  - aggregate: {function: max, threshold: {must_be_greater_than_or_equal: 1, level: warn}}
            checks:
              - schema: {allow_extra_columns: true}
              - row_count: {threshold: {must_be_not_between: {greater_than: 2, less_than: 1}}}
              - metric: {expression: max(oid::int8), threshold: {must_not_be: 1}}
              - metric: {qualifier: query, query: select 1, threshold: {must_be: 1}}
              - failed_rows: {expression: oid < 0}
              - failed_rows: {qualifier: query, query: select 1 where false}
              - duplicate: {columns: [datname, encoding]}
              - freshness: {column: datname, column_expression: now(), threshold: {unit: day, must_be_less_than: 2}}
            """;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "A scan's whole command, instead of a scan in this process.")
    private List<String> command = List.of();

    @Override
    public Integer call() throws IOException {
        // Directly below the system's temporary folder, where the server's user gets to.
        Path serverFolder = Files.createTempDirectory("seltzer-warm-up-server-");
        Path files = Files.createTempDirectory("seltzer-warm-up-");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(
                new EmbeddedPostgres.Settings(serverFolder, OptionalInt.empty(), Durability.EXPENDABLE))) {
            if (!command.isEmpty()) {
                return scanBy(command, source(server));
            }
            train(source(server), files);
        } catch (PostgresRefused noServer) {
            if (!command.isEmpty()) {
                throw noServer;
            }
            // An archive of a scan that finds no data source is better than none. Port 1 answers nowhere.
            train(source("127.0.0.1", 1, "nobody", "none"), files);
        } finally {
            delete(serverFolder);
            delete(files);
        }
        return ExitCode.OK.number();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static String source(EmbeddedPostgres server) {
        return source(server.host(), server.port(), server.superuser(), server.password());
    }

    private static String source(String host, int port, String user, String password) {
        return "{type: postgres, name: warm, connection: {host: %s, port: %d, database: postgres, user: %s, password: '%s'}}"
                .formatted(host, port, user, password);
    }

    private static void train(String source, Path folder) throws IOException {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Path sourceFile = Files.writeString(folder.resolve("source.yml"), source);
        Path contractFile = Files.writeString(folder.resolve("contract.yml"), CONTRACT);
        Seltzer.run(
                nowhere, nowhere, "contract", "verify", "-v", "-ds", sourceFile.toString(), "-c", contractFile.toString());
        scan(source);
    }

    private static void scan(String source) {
        Vertx vertx = Vertx.vertx(ProcessVertx.shortLived());
        ScanVerticle scan = new ScanVerticle(new ScanVerticle.Settings(
                WarmUpGateway.start(vertx, source),
                Optional.empty(),
                _ -> Optional.empty(),
                _ -> Optional.empty(),
                Clock.systemUTC(),
                System::nanoTime));
        vertx.deployVerticle(scan).await();
        scan.end().await();
        vertx.close().await();
    }

    /// @return the exit code of the scan
    private int scanBy(List<String> command, String source) throws IOException {
        Vertx vertx = Vertx.vertx(ProcessVertx.shortLived());
        ProcessBuilder scan = new ProcessBuilder(command).inheritIO();
        GatewayAddress gateway = WarmUpGateway.start(vertx, source);
        scan.environment().put(ScanApi.GATEWAY_VARIABLE, gateway.url());
        scan.environment().put(ScanApi.TOKEN_VARIABLE, gateway.token());
        scan.environment().put(ScanApi.CERTIFICATE_VARIABLE, gateway.certificate().orElseThrow());
        try {
            return scan.start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.ERROR.number();
        } finally {
            vertx.close().await();
        }
    }
}
