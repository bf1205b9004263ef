package io.seltzer.cli;

import io.seltzer.agent.AgentSettings;
import io.seltzer.agent.GatewayIdentity;
import io.seltzer.protocol.Instruction;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.ScanApi;
import io.seltzer.protocol.ScanBundle;
import io.seltzer.protocol.WireJson;
import io.seltzer.scan.GatewayAddress;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The gateway of a training run: one bundle, and yes to everything. By TLS, as in a cluster: a scan that does without
/// needs no class that is not there then.
final class WarmUpGateway {
    private WarmUpGateway() {}

    /// @param source text of a data source file
    /// @return how a scan reaches it; it ends with its Vert.x
    static GatewayAddress start(Vertx vertx, String source) {
        GatewayIdentity identity = GatewayIdentity.of(new AgentSettings.ApiKey("none", "none"));
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false));
        router.get(ScanApi.BUNDLE).handler(request -> request.end(json(bundle(source))));
        router.post(ScanApi.HEARTBEAT).handler(request -> request.end(json(new ScanApi.HeartbeatAnswer(60, false))));
        router.post().handler(request -> request.response().setStatusCode(202).end());
        HttpServer server = vertx.createHttpServer(
                        new HttpServerOptions().setSsl(true).setKeyCertOptions(identity.options()))
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await();
        return new GatewayAddress(
                "https://127.0.0.1:" + server.actualPort(),
                "none",
                Optional.of(identity.pem()),
                Optional.empty(),
                Optional.empty());
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
