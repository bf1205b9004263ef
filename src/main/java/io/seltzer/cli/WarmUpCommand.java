package io.seltzer.cli;

import io.seltzer.protocol.Instruction;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.ScanApi;
import io.seltzer.protocol.ScanBundle;
import io.seltzer.protocol.WireJson;
import io.seltzer.scan.ScanVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/// Loads the classes that commands need, so that a class-data archive made of this run holds them: a scan that finds
/// no data source, and the classes that it would have needed next.
@Command(name = "warm-up", hidden = true, description = "The training run of the class-data archive.")
final class WarmUpCommand implements Callable<Integer> {
    private static final List<String> LIBRARIES =
            List.of("io/seltzer/", "io/vertx/pgclient/", "io/vertx/sqlclient/", "org/postgresql/", "gg/jte/");

    @Override
    public Integer call() throws IOException {
        Vertx vertx = Vertx.vertx(ProcessVertx.shortLived());
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false));
        router.get(ScanApi.BUNDLE).handler(request -> request.end(json(bundle())));
        router.post(ScanApi.HEARTBEAT).handler(request -> request.end(json(new ScanApi.HeartbeatAnswer(60, false))));
        router.post().handler(request -> request.response().setStatusCode(202).end());
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await();
        ScanVerticle scan = new ScanVerticle(new ScanVerticle.Settings(
                "http://127.0.0.1:" + server.actualPort(),
                "none",
                _ -> Optional.of("none"),
                _ -> Optional.empty(),
                Clock.systemUTC(),
                System::nanoTime));
        vertx.deployVerticle(scan).await();
        scan.end().await();
        for (String jar : classPath()) {
            loadAll(jar);
        }
        vertx.close().await();
        return ExitCode.OK.number();
    }

    private static Buffer json(Object message) {
        return Buffer.buffer(WireJson.bytes(message));
    }

    /// Port 1 answers nowhere.
    private static ScanBundle bundle() {
        return new ScanBundle(
                new UUID(0, 1),
                new Lease(new UUID(0, 2), 1),
                Instruction.Kind.verifyContract,
                "warm/up",
                new ScanBundle.ContractFile(
                        "none",
                        "contract.yml",
                        "{dataset: warm/d/s/up, columns: [{name: a, checks: [{missing: }]}], checks: [{schema: }]}"),
                "{type: postgres, name: warm, connection: "
                        + "{host: 127.0.0.1, port: 1, database: d, user: u, password: '${env.X}'}}",
                null,
                Map.of(),
                Instant.EPOCH,
                60);
    }

    /// The jar that was started names the others.
    private static List<String> classPath() throws IOException {
        String started = System.getProperty("java.class.path", "");
        if (!started.endsWith(".jar")) {
            return List.of();
        }
        try (JarFile jar = new JarFile(started)) {
            String others = jar.getManifest().getMainAttributes().getValue("Class-Path");
            return Stream.concat(
                            Stream.of(started),
                            Arrays.stream(others == null ? new String[0] : others.split(" ", -1))
                                    .map(name -> Path.of(started).resolveSibling(URI.create(name).getPath()).toString()))
                    .toList();
        }
    }

    private static void loadAll(String jarFile) throws IOException {
        try (JarFile jar = new JarFile(jarFile)) {
            jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.contains("META-INF"))
                    .filter(name -> LIBRARIES.stream().anyMatch(name::startsWith))
                    .forEach(name -> tryLoad(name.substring(0, name.length() - ".class".length()).replace('/', '.')));
        }
    }

    /// Some classes of a library serve another one that is not here: those stay out of the archive.
    private static boolean tryLoad(String name) {
        try {
            Class.forName(name, false, WarmUpCommand.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError optional) {
            return false;
        }
    }
}
