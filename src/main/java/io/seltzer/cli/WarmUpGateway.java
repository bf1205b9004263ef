package io.seltzer.cli;

import io.seltzer.protocol.Instruction;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.ScanApi;
import io.seltzer.protocol.ScanBundle;
import io.seltzer.protocol.WireJson;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// The gateway of a training run: one bundle, and yes to everything.
final class WarmUpGateway {
    private WarmUpGateway() {}

    /// @param source text of a data source file
    /// @return its base URL; it ends with its Vert.x
    static String start(Vertx vertx, String source) {
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false));
        router.get(ScanApi.BUNDLE).handler(request -> request.end(json(bundle(source))));
        router.post(ScanApi.HEARTBEAT).handler(request -> request.end(json(new ScanApi.HeartbeatAnswer(60, false))));
        router.post().handler(request -> request.response().setStatusCode(202).end());
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await();
        return "http://127.0.0.1:" + server.actualPort();
    }

    private static Buffer json(Object message) {
        return Buffer.buffer(WireJson.bytes(message));
    }

    private static ScanBundle bundle(String source) {
        return new ScanBundle(
                new UUID(0, 1),
                new Lease(new UUID(0, 2), 1),
                Instruction.Kind.verifyContract,
                "warm/up",
                new ScanBundle.ContractFile("none", "contract.yml", WarmUpCommand.CONTRACT),
                source,
                null,
                Map.of(),
                Instant.EPOCH,
                60);
    }
}
