package io.seltzer.agent;

import static io.seltzer.testing.Await.PATIENCE_SECONDS;
import static io.seltzer.testing.Await.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.agent.FakeControlPlane.Work;
import io.seltzer.agent.launch.LaunchOutcome;
import io.seltzer.testing.Pipe;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `/metrics` of a running agent shows.
class AgentMetricsTest {
    private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (\\S+) (counter|gauge|histogram)");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(seltzer_agent_[a-z_]+)");

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final TroubledLauncher launcher = new TroubledLauncher();

    @TempDir
    Path folder;

    private FakeControlPlane plane;
    private Agent agent;

    @BeforeEach
    void open() {
        plane = new FakeControlPlane(vertx);
        agent = done(Agent.start(
                vertx,
                FastAgent.settings(plane.url(), folder.resolve("data")),
                Map.of("PATH", "/usr/bin:/bin"),
                launcher::around));
    }

    @AfterEach
    void close() {
        done(agent.stop());
        plane.close();
        done(vertx.close());
    }

    @Test
    void a_scan_leaves_its_traces() throws Exception {
        // When
        plane.awaitCompletion(plane.enqueue("shop", "logs", "results", "exit 1"));

        // Then
        String metrics = metricsOnce(text -> text.contains("outcome=\"accepted\"") && text.contains("kind=\"complete\""));
        assertThat(metrics)
                .contains("seltzer_agent_grants_total 1.0")
                .contains("seltzer_agent_launches_total 1.0")
                .contains("seltzer_agent_launch_seconds_count 1")
                .contains("seltzer_agent_start_seconds_count 1")
                .contains("seltzer_agent_end_to_end_seconds_count{outcome=\"completed\"} 1")
                .contains("seltzer_agent_deliveries_total{kind=\"results\",outcome=\"accepted\"} 1.0")
                .contains("seltzer_agent_slots 2.0")
                .contains("seltzer_agent_watch_age_seconds 7.0")
                .contains("jvm_memory_used_bytes", "jvm_threads_live_threads", "process_uptime_seconds");
    }

    @Test
    void slots_and_jobs_are_counted_while_a_scan_runs() throws Exception {
        // Given
        Pipe hold = Pipe.make(folder.resolve("hold"));
        Work work = plane.enqueue("shop", "wait " + hold, "results", "exit 1");
        plane.await("a running scan", () -> !work.running.isEmpty());

        // Then
        metricsOnce(text -> text.contains("seltzer_agent_jobs{state=\"running\"} 1.0")
                && text.contains("seltzer_agent_slots_free 1.0"));
        hold.release();
        plane.awaitCompletion(work);
    }

    @Test
    void what_waits_in_the_journal_is_counted_and_weighed() throws Exception {
        // Given a scan whose results cannot be delivered
        Pipe hold = Pipe.make(folder.resolve("hold"));
        Pipe taken = Pipe.make(folder.resolve("taken"));
        Work work = plane.enqueue("shop", "wait " + hold, "results", "wait " + taken, "exit 1");
        plane.await("a running scan", () -> !work.running.isEmpty());
        plane.goAway();

        // When
        hold.release();
        taken.release();

        // Then results and end wait, and nothing does when the control plane is back
        metricsOnce(text -> text.contains("seltzer_agent_journal_entries 2.0")
                && value(text, "seltzer_agent_journal_bytes") > 100
                && value(text, "seltzer_agent_journal_oldest_seconds") > 0);
        plane.comeBack();
        plane.awaitCompletion(work);
        // Each is looked up for itself, so an answer may tell of one before and of another after the last delivery.
        String empty = metricsOnce(text -> text.contains("seltzer_agent_journal_entries 0.0")
                && text.contains("seltzer_agent_journal_bytes 0.0")
                && text.contains("seltzer_agent_journal_oldest_seconds 0.0"));
        assertThat(empty).contains("outcome=\"postponed\"");
    }

    @Test
    void every_metric_is_in_the_documentation_and_no_other() throws Exception {
        // Given everything that a metric needs to show up: a scan, a launch that has to wait, an answer without work
        plane.awaitCompletion(plane.enqueue("shop", "results", "exit 1"));
        launcher.answersLaunches(new LaunchOutcome.NotNow("job.quota", "No room."));
        plane.enqueue("shop", "results");
        String metrics = metricsOnce(text -> text.contains("seltzer_agent_launches_postponed_total{code=\"job.quota\"}")
                && !text.contains("seltzer_agent_poll_seconds_count 0"));

        // Then
        Set<String> shown = new TreeSet<>();
        Set<String> others = new TreeSet<>();
        Matcher families = FAMILY.matcher(metrics);
        while (families.find()) {
            String name = families.group(1);
            if (!name.startsWith("seltzer_")) {
                others.add(name.replaceFirst("_.*", ""));
            } else if (!name.endsWith("_max")) {
                shown.add(name);
            }
        }
        assertThat(shown).isEqualTo(documented());
        assertThat(others).isSubsetOf("jvm", "process", "system");
    }

    private static Set<String> documented() throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher rows = DOCUMENTED.matcher(
                Files.readString(Path.of(System.getProperty("seltzer.basedir", "."), "docs", "operations.md")));
        while (rows.find()) {
            names.add(rows.group(1));
        }
        return names;
    }

    private static double value(String metrics, String name) {
        Matcher line = Pattern.compile("(?m)^" + name + " (\\S+)").matcher(metrics);
        assertThat(line.find()).as(name).isTrue();
        return Double.parseDouble(line.group(1));
    }

    /// Asks until it is so.
    private String metricsOnce(Predicate<String> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        String metrics;
        do {
            metrics = http.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + agent.healthPort() + "/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } while (!condition.test(metrics) && System.nanoTime() < deadline);
        assertThat(condition.test(metrics)).as(metrics).isTrue();
        return metrics;
    }
}
