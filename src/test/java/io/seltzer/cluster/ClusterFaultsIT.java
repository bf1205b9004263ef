package io.seltzer.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.cli.RestClient;
import io.seltzer.whole.Bookings;
import io.seltzer.whole.Eventually;
import io.seltzer.whole.HeldLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whatever breaks in the cluster or on the way out of it: every scan ends with its verdicts told once and its failed rows
/// in the warehouse once, or with the reason why not.
@Tag("kubernetes")
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class ClusterFaultsIT {
    private static final String LOCK_TABLE = "lock table bookings in access exclusive mode";
    private static final String AGENT_PROCESS = "agent --settings";

    private static ClusterSystem system;
    private static RestClient.Published contract;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() throws Exception {
        system = new ClusterSystem("seltzer-faults", folder);
        contract = system.whole().publish(Bookings.CONTRACT);
        system.installAgent(1, AgentInstallation.SMALL_PODS);
    }

    @AfterAll
    static void stop() throws Exception {
        if (system != null) {
            system.close();
        }
    }

    @Test
    void the_agent_is_killed_while_twenty_jobs_run() throws Exception {
        // When
        List<String> scans = inTheMiddleOf(20, _ -> {
            assertThat(system.node().killProcesses(AGENT_PROCESS)).isEqualTo(1);
        });

        // Then they go on as if nothing were wrong
        system.eachExactlyOnce(scans);
        assertThat(system.epochs(scans)).containsOnly("1");
    }

    @Test
    void the_kubelet_is_killed_while_scans_run() throws Exception {
        // When
        List<String> scans = inTheMiddleOf(3, _ -> system.node().kill("kubelet"));
        Eventually.holds("all results are there without it", () -> system.epochs(scans).size() == 3);
        system.startKubelet();

        // Then
        system.eachExactlyOnce(scans);
        assertThat(system.epochs(scans)).containsOnly("1");
    }

    @Test
    void the_node_is_lost_with_its_scans() throws Exception {
        // When nobody is left who could say how they ended
        List<String> scans = inTheMiddleOf(3, _ -> {
            system.node().kill("kubelet");
            assertThat(system.node().killProcesses("seltzer.jar scan")).isGreaterThanOrEqualTo(3);
        });
        system.startKubelet();

        // Then
        system.eachExactlyOnce(scans);
        assertThat(system.epochs(scans)).containsOnly("2");
    }

    @Test
    void the_api_server_is_away_for_a_minute() throws Exception {
        // When
        List<String> scans = new ArrayList<>();
        scans.addAll(inTheMiddleOf(3, _ -> {
            system.node().stop("kube-apiserver");
            scans.addAll(system.verify(contract, 2));
        }));
        TimeUnit.MINUTES.sleep(1);
        system.node().start("kube-apiserver");

        // Then those that ran and those that could not be launched end alike
        system.eachExactlyOnce(scans);
        assertThat(system.epochs(scans)).containsOnly("1");
    }

    @Test
    void a_running_pod_is_deleted() throws Exception {
        // When
        List<String> scans = inTheMiddleOf(1, running -> {
            String scan = running.getFirst();
            Eventually.holds("its pod runs", () -> !podsOf(scan).isEmpty());
            Set<String> first = podsOf(scan);
            first.forEach(pod -> system.kubectl().run("delete", "pod", pod, "--wait=false"));
            Eventually.holds("another pod took over", Duration.ofMinutes(2), () -> {
                Set<String> now = podsOf(scan);
                return !now.isEmpty() && Collections.disjoint(now, first);
            });
        });

        // Then, whether the cluster has given the Job another pod or the control plane another try
        system.eachExactlyOnce(scans);
    }

    @Test
    void a_job_is_deleted_by_hand() throws Exception {
        // When
        List<String> scans = inTheMiddleOf(1, running -> {
            String scan = running.getFirst();
            system.agent().jobsOf(scan).forEach(job -> system.kubectl().run("delete", "job", job, "--wait=false"));
            Eventually.holds("the scan is tried again", () -> system.whole().epochOf(scan) == 2);
        });

        // Then
        system.eachExactlyOnce(scans);
    }

    @Test
    void the_node_is_drained() throws Exception {
        // Given
        String node = system.kubectl().json("get", "nodes").at("/items/0/metadata/name").asText();

        // When
        List<String> scans = inTheMiddleOf(3, _ -> system.kubectl().run(
                "drain", node, "--force", "--delete-emptydir-data", "--timeout=120s",
                "--pod-selector=app.kubernetes.io/part-of=seltzer"));
        system.kubectl().run("uncordon", node);

        // Then
        system.eachExactlyOnce(scans);
    }

    @Test
    void a_scan_takes_more_memory_than_it_may() throws Exception {
        // Given a data source whose scans get far too little
        system.whole().putDataSource("cramped");
        RestClient.Published cramped = system.whole()
                .publish("contracts/cramped.yml", Bookings.CONTRACT.replace("shop/", "cramped/"));

        // When
        String scan = system.verify(cramped, 1).getFirst();

        // Then
        assertThat(system.failureOf(scan)).isEqualTo("job.oom-killed");
    }

    @Test
    void an_image_does_not_exist() throws Exception {
        // Given
        system.whole().putDataSource("imageless");
        RestClient.Published imageless = system.whole()
                .publish("contracts/imageless.yml", Bookings.CONTRACT.replace("shop/", "imageless/"));

        // When
        String scan = system.verify(imageless, 1).getFirst();
        String other = system.verify(contract, 1).getFirst();

        // Then, and the others are not held up
        system.eachExactlyOnce(List.of(other));
        assertThat(system.failureOf(scan)).isEqualTo("job.image-pull");
    }

    @Test
    void one_of_two_replicas_is_killed() throws Exception {
        // Given two replicas, and scans of both
        system.agent().scale(2);
        try {
            // When one that launched some goes without a word, never to return
            List<String> scans = inTheMiddleOf(8, running -> {
                String gone = system.agent().launchersOf(running).iterator().next();
                system.kubectl().run("delete", "pod", gone, "--grace-period=0", "--force");
            });

            // Then
            system.eachExactlyOnce(scans);
            assertThat(system.epochs(scans)).containsOnly("1");
        } finally {
            system.agent().scale(1);
        }
    }

    @Test
    void the_agent_is_updated_while_scans_run() throws Exception {
        // When
        List<String> scans = inTheMiddleOf(4, _ -> system.agent().update());

        // Then
        system.eachExactlyOnce(scans);
        assertThat(system.epochs(scans)).containsOnly("1");
    }

    @Test
    void the_control_plane_is_away_for_two_minutes() throws Exception {
        // When
        List<String> scans = inTheMiddleOf(4, _ -> system.controlPlane().shut());
        Eventually.holds("all scans ended", () -> system.runningJobs().isEmpty());
        TimeUnit.MINUTES.sleep(2);
        system.controlPlane().open();

        // Then
        system.eachExactlyOnce(scans);
        assertThat(system.epochs(scans)).containsOnly("1");
    }

    @FunctionalInterface
    private interface Fault {
        void happen(List<String> scans) throws Exception;
    }

    /// Lets something happen while so many scans stand still in the middle, and lets them go on.
    private static List<String> inTheMiddleOf(int number, Fault fault) throws Exception {
        try (HeldLock lock = new HeldLock(system.whole().source(), LOCK_TABLE)) {
            List<String> scans = system.verify(contract, number);
            lock.untilWaiting(number);
            fault.happen(scans);
            return scans;
        }
    }

    private static Set<String> podsOf(String scan) {
        return system.agent().podsOf(scan);
    }
}
