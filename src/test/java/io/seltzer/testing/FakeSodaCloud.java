package io.seltzer.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.seltzer.protocol.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A control plane that speaks the Soda protocol: a real server that records what it is sent, and answers as told or
/// as the least that the protocol asks for (cloud-protocol §2). A message goes by its type, any other request by
/// `GET /path`.
public final class FakeSodaCloud implements AutoCloseable {
    public static final String KEY_ID = "key-1";
    public static final String KEY_SECRET = "open-sesame-9731";

    private static final Map<String, String> LEAST = Map.of(
            "whoAmI", "{}",
            "sodaCoreCanManageContracts", "{\"allowed\":true}",
            "sodaCoreUploadContractFile", "{\"fileId\":\"f-1\"}",
            "sodaCoreDatasetsConfiguration", "{\"results\":[]}",
            "sodaCoreInsertScanResults", "{\"scanId\":\"s-1\"}",
            "sodaCoreVerifyContract", "{\"scanId\":\"s-1\"}",
            "sodaCoreTestContract", "{\"scanId\":\"s-1\"}",
            "sodaCoreScanStart", "{\"scanReference\":\"r-1\"}",
            "sodaCoreGetContract", "{\"contents\":\"dataset: shop/public/orders\\n\"}");

    private final List<Request> requests = new ArrayList<>();
    private final Map<String, Deque<Reply>> told = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private int logIns;

    /// @param name type of the message, or method and path
    public record Request(String name, Map<String, String> headers, String body) {
        public JsonNode json() {
            return WireJson.read(body, JsonNode.class);
        }
    }

    /// What is answered once.
    public sealed interface Reply {
        record Text(int status, String body, Map<String, String> headers) implements Reply {}

        /// Nothing, for ever.
        record Silence() implements Reply {}

        /// The connection ends without an answer.
        record Break() implements Reply {}
    }

    public FakeSodaCloud() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noServer) {
            throw new UncheckedIOException(noServer);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// A Soda Cloud file that leads here.
    public String file() {
        return "soda_cloud: {scheme: http, host: 127.0.0.1, port: %d, api_key_id: %s, api_key_secret: %s}\n"
                .formatted(port(), KEY_ID, KEY_SECRET);
    }

    public synchronized void reply(String name, Reply reply) {
        told.computeIfAbsent(name, _ -> new ArrayDeque<>()).add(reply);
    }

    public void reply(String name, int status, String body) {
        reply(name, new Reply.Text(status, body, Map.of()));
    }

    public void reply(String name, int status, String body, String header, String value) {
        reply(name, new Reply.Text(status, body, Map.of(header, value)));
    }

    /// Names of all requests, in order.
    public synchronized List<String> calls() {
        return requests.stream().map(Request::name).toList();
    }

    public synchronized List<Request> requests(String name) {
        return requests.stream().filter(request -> request.name().equals(name)).toList();
    }

    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            switch (record(exchange, body)) {
                case Reply.Text text -> send(exchange, text);
                case Reply.Break _ -> exchange.close();
                case Reply.Silence _ -> closed.await();
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Reply record(HttpExchange exchange, String body) {
        String path = exchange.getRequestURI().toString();
        boolean message = path.equals("/api/command") || path.equals("/api/query");
        String name = message
                ? WireJson.read(body, JsonNode.class).path("type").asText()
                : exchange.getRequestMethod() + " " + path;
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((header, values) -> headers.put(header.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
        headers.put(":path", path);
        requests.add(new Request(name, headers, body));
        Deque<Reply> next = told.getOrDefault(name, new ArrayDeque<>());
        return next.isEmpty() ? new Reply.Text(200, least(name), Map.of()) : next.remove();
    }

    private String least(String name) {
        return name.equals("login") ? "{\"token\":\"token-" + ++logIns + "\"}" : LEAST.getOrDefault(name, "{}");
    }

    private static void send(HttpExchange exchange, Reply.Text text) throws IOException {
        byte[] body = text.body().getBytes(StandardCharsets.UTF_8);
        text.headers().forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(text.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
