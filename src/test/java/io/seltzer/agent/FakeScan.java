package io.seltzer.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seltzer.protocol.ScanApi;
import io.seltzer.protocol.ScanApi.HeartbeatAnswer;
import io.seltzer.protocol.ScanBundle;
import io.seltzer.protocol.WireJson;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Timer;
import java.util.TimerTask;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// A scan process that does what the lines of its "contract" say:
///
/// - `logs`, `measure <value>`, `groups <number>`, `results`, `failure <code>`: say it to the gateway, until it is taken
/// - `heartbeat`: beat until told to stop, then exit with 4
/// - `wait <pipe>`: read a pipe
/// - `print <text>`, `environment <file>`, `exit <code>`
final class FakeScan {
    private static final String GATEWAY = System.getenv(ScanApi.GATEWAY_VARIABLE);
    private static final String TOKEN = System.getenv(ScanApi.TOKEN_VARIABLE);

    private FakeScan() {}

    public static void main(String[] args) throws Exception {
        endWithoutATest();
        Reply bundle = call("GET", ScanApi.BUNDLE, new byte[0]);
        if (bundle.status() != 200) {
            System.exit(4);
        }
        ScanBundle work = WireJson.read(bundle.body().getBytes(UTF_8), ScanBundle.class);
        for (String line : Objects.requireNonNull(work.contract()).text().lines().toList()) {
            run(work, line.split(" ", 2));
        }
    }

    /// A scan that its test left behind ends itself.
    private static void endWithoutATest() {
        new Timer(true).schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        Runtime.getRuntime().halt(4);
                    }
                },
                TimeUnit.MINUTES.toMillis(2));
    }

    /// A JVM that starts fast.
    static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                FakeScan.class.getName());
    }

    private static void run(ScanBundle work, String[] line) throws Exception {
        switch (line[0]) {
            case "logs" -> say(ScanApi.LOGS, new ScanApi.LogBatch(List.of(SampleResults.line(0))));
            case "measure" -> say(ScanApi.MEASUREMENTS, SampleMeasurements.batch(Double.parseDouble(line[1])));
            case "groups" -> say(ScanApi.MEASUREMENTS, SampleMeasurements.groups(1_000, Integer.parseInt(line[1])));
            case "results" -> say(ScanApi.RESULTS, SampleResults.failed(work.scanId()));
            case "failure" -> say(ScanApi.FAILURE, new ScanApi.Failure(line[1], "Correct the settings."));
            case "heartbeat" -> beat();
            case "wait" -> Files.readString(Path.of(line[1]));
            case "print" -> System.out.println(line[1]);
            case "environment" -> Files.writeString(Path.of(line[1]), new TreeMap<>(System.getenv()).toString());
            case "exit" -> System.exit(Integer.parseInt(line[1]));
            default -> throw new IllegalArgumentException(line[0]);
        }
    }

    private static void say(String path, Object message) throws Exception {
        Reply reply = call("POST", path, WireJson.bytes(message));
        if (reply.status() != 202) {
            System.out.println(path + " was answered " + reply.status());
            System.exit(4);
        }
    }

    private static void beat() throws Exception {
        while (true) {
            Reply reply = call("POST", ScanApi.HEARTBEAT, new byte[0]);
            if (reply.status() != 200 || WireJson.read(reply.body().getBytes(UTF_8), HeartbeatAnswer.class).cancel()) {
                System.exit(4);
            }
            Thread.sleep(20);
        }
    }

    private record Reply(int status, String body) {}

    /// Tries again while there is no gateway.
    private static Reply call(String method, String path, byte[] body) throws Exception {
        while (true) {
            try {
                Reply reply = once(method, path, body);
                if (reply.status() != 503) {
                    return reply;
                }
            } catch (IOException nobodyThere) {
                // As while the agent is killed and started anew.
            }
            Thread.sleep(20);
        }
    }

    private static Reply once(String method, String path, byte[] body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(GATEWAY + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty("Authorization", "Bearer " + TOKEN);
        if (method.equals("POST")) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
        }
        int status = connection.getResponseCode();
        return new Reply(status, status < 400 ? new String(connection.getInputStream().readAllBytes(), UTF_8) : "");
    }
}
