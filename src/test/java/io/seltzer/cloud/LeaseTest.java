package io.seltzer.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.cloud.store.InstructionState;
import io.seltzer.protocol.AgentApi.Grant;
import io.seltzer.protocol.AgentApi.Refusal;
import io.seltzer.protocol.AgentApi.Renewed;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.ScanBundle;
import io.seltzer.protocol.results.CheckResult.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two instances of an agent and one control plane, over HTTP.
class LeaseTest {
    private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(61);
    private static RunningControlPlane control;

    private TestOrganisation organisation;
    private UUID contract;
    private TestAgent one;
    private TestAgent other;

    @BeforeAll
    static void start() throws Exception {
        control = RunningControlPlane.start();
    }

    @AfterAll
    static void stop() throws Exception {
        control.close();
    }

    @BeforeEach
    void twoInstances() throws Exception {
        organisation = control.organisation();
        contract = organisation.publish();
        one = organisation.agent("cluster");
        other = organisation.agent("cluster");
    }

    @Test
    void twoInstancesOfAnAgentAreOneAgent() {
        assertThat(one.registration().agentId()).isEqualTo(other.registration().agentId());
        assertThat(one.registration().leaseSeconds()).isEqualTo(60);
        assertThat(one.registration().organisation()).isEqualTo(organisation.name());
    }

    @Test
    void grantsTheOldestFirstUpToTheCapacity() {
        List<UUID> scans = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            scans.add(organisation.verify(contract));
            control.clock().advance(Duration.ofSeconds(1));
        }

        List<Grant> granted = one.claim(2);

        assertThat(granted)
                .extracting(grant -> grant.instruction().scanId())
                .containsExactly(scans.get(0), scans.get(1));
        assertThat(granted).allSatisfy(grant -> {
            assertThat(grant.lease().epoch()).isEqualTo(1);
            assertThat(grant.instruction().dataSource()).isEqualTo("shopdb");
        });
    }

    @Test
    void neverGrantsAnInstructionTwice() throws Exception {
        // Given
        List<UUID> scans = organisation.verify(contract, 20);
        List<Callable<List<Grant>>> claims = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            TestAgent instance = organisation.agent("cluster");
            claims.add(() -> instance.claim(3));
        }

        // When
        List<UUID> granted = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<Grant>> claim : threads.invokeAll(claims)) {
                claim.get().forEach(grant -> granted.add(grant.instruction().scanId()));
            }
        }

        // Then
        assertThat(granted).doesNotHaveDuplicates().isSubsetOf(scans).hasSize(20);
    }

    @Test
    void handsOutAgainWhatTheInstanceDoesNotKnowOf() {
        // Given an answer that was lost
        organisation.verify(contract);
        Grant lost = one.claimOne();

        // When
        List<Grant> again = one.claim(1);

        // Then
        assertThat(again).containsExactly(lost);
        assertThat(one.claim(1, lost.lease())).isEmpty();
        assertThat(other.claim(1)).isEmpty();
    }

    @Test
    void takesBackAtOnceWhatAnEndingInstanceHasNotBegun() throws Exception {
        // Given
        organisation.verify(contract, 3);
        List<Grant> granted = one.claim(3);
        Lease running = granted.get(0).lease();
        Lease launched = granted.get(1).lease();
        Lease untouched = granted.get(2).lease();
        one.running(running);
        var waiting = other.claimLater(10);

        // When
        List<Lease> released = one.release(running, launched);

        // Then the next one gets it under the next epoch, before any lease has run out
        assertThat(released).containsExactly(untouched);
        assertThat(waiting.get()).extracting(Grant::lease).containsExactly(new Lease(untouched.instructionId(), 2));
        assertThat(one.renew(running, launched, untouched).lost()).containsExactly(untouched);
        assertThat(one.running(untouched).status()).isEqualTo(409);
    }

    @Test
    void doesNotCountATryThatWasGivenBack() throws Exception {
        // Given
        organisation.verify(contract);

        // When an instruction goes from rollout to rollout more often than it may be tried
        for (int i = 0; i < 5; i++) {
            one.claimOne();
            one.release();
        }

        // Then
        assertThat(one.claimOne().lease().epoch()).isEqualTo(6);
    }

    @Test
    void takesNothingBackOfAnotherInstance() {
        // Given
        organisation.verify(contract);
        Lease held = one.claimOne().lease();

        // Then
        assertThat(other.release()).isEmpty();
        assertThat(one.renew(held).renewed()).containsExactly(held);
    }

    @Test
    void givesTheHolderItsFiles() {
        organisation.verify(contract);
        Grant grant = one.claimOne();

        ScanBundle bundle = one.bundle(grant.lease()).as(ScanBundle.class);

        assertThat(Objects.requireNonNull(bundle.contract()).text()).isEqualTo(TestOrganisation.CONTRACT);
        assertThat(bundle.dataSource()).isEqualTo(TestOrganisation.DATA_SOURCE);
        assertThat(bundle.warehouse()).isNull();
        assertThat(bundle.lease()).isEqualTo(grant.lease());
        assertThat(bundle.maxSeconds()).isEqualTo(3600);
    }

    @Test
    void fencesWhoeverHoldsAnOlderEpoch() throws Exception {
        // Given
        UUID scan = organisation.verify(contract);
        Lease stale = one.claimOne().lease();
        one.running(stale);
        control.clock().advance(LONGER_THAN_A_LEASE);

        // When
        Lease current = other.claimOne().lease();

        // Then
        assertThat(current).isEqualTo(new Lease(stale.instructionId(), 2));
        List<TestHttp.Answer> answers = List.of(
                one.bundle(stale),
                one.running(stale),
                one.results(stale, SampleResults.of(scan)),
                one.logs(stale, List.of()),
                one.complete(stale),
                one.fail(stale, true));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.code()).isEqualTo(Refusal.LEASE_LOST);
        });
        assertThat(one.renew(stale)).isEqualTo(new Renewed(List.of(), List.of(stale), List.of()));
        assertThat(control.database().asSuperuser("select count(*) from scan_result where scan_id = '" + scan + "'"))
                .isEqualTo("0");
    }

    @Test
    void renewsALeaseThatRanOutWhileNobodyElseWasGranted() {
        // Given
        organisation.verify(contract);
        Lease lease = one.claimOne().lease();
        control.clock().advance(LONGER_THAN_A_LEASE);

        // When
        List<Grant> fresh = one.claim(1, lease);

        // Then
        assertThat(fresh).isEmpty();
        assertThat(other.claim(1)).isEmpty();
        assertThat(one.renew(lease)).isEqualTo(new Renewed(List.of(lease), List.of(), List.of()));
    }

    @Test
    void doesNotGrantARenewedLeaseToAnother() {
        organisation.verify(contract);
        Lease lease = one.claimOne().lease();
        control.clock().advance(Duration.ofSeconds(40));
        one.renew(lease);
        control.clock().advance(Duration.ofSeconds(40));

        assertThat(other.claim(1)).isEmpty();
    }

    @Test
    void takesResultsOfTheCurrentEpochAfterTheLeaseRanOut() throws Exception {
        // Given
        UUID scan = organisation.verify(contract);
        Lease lease = one.claimOne().lease();
        control.clock().advance(LONGER_THAN_A_LEASE);

        // When
        TestHttp.Answer answer = one.results(lease, SampleResults.of(scan, SampleResults.check("a", Outcome.fail)));

        // Then nobody repeats the work, and the scan ends even if its agent stays away
        assertThat(answer.status()).isEqualTo(200);
        assertThat(other.claim(1)).isEmpty();
        control.sweep();
        assertThat(organisation.state(scan)).isEqualTo("completedWithFailures");
    }

    @Test
    void failsAfterThreeAttempts() throws Exception {
        // Given
        UUID scan = organisation.verify(contract);
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(one.claimOne().lease().epoch()).isEqualTo(attempt);
            control.clock().advance(LONGER_THAN_A_LEASE);
            TestAgent gone = one;
            one = other;
            other = gone;
        }

        // When
        List<Grant> fourth = one.claim(1);
        control.sweep();

        // Then
        assertThat(fourth).isEmpty();
        assertThat(organisation.state(scan)).isEqualTo("failed");
        assertThat(organisation.scan(scan).at("/failure/code").asText()).isEqualTo("lease.expired");
    }

    @Test
    void queuesAgainWhatAnAgentGivesBackAndKeepsTheReasonOfTheLastTime() {
        // Given
        UUID scan = organisation.verify(contract);
        for (int attempt = 1; attempt <= 2; attempt++) {
            Lease lease = one.claimOne().lease();
            one.fail(lease, true);
            assertThat(one.fail(lease, true).status()).isEqualTo(200);
            assertThat(organisation.state(scan)).isEqualTo("queuing");
        }

        // When
        Lease last = one.claimOne().lease();
        one.fail(last, true);

        // Then
        assertThat(last.epoch()).isEqualTo(3);
        assertThat(organisation.state(scan)).isEqualTo("failed");
        assertThat(organisation.scan(scan).at("/failure/code").asText()).isEqualTo("job.killed");
        assertThat(organisation.http().rest("GET", "/scans/" + scan + "/logs").json().at("/content/2/message").asText())
                .isEqualTo("last words");
    }

    @Test
    void failsAtOnceWhereARetryMakesNoSense() {
        UUID scan = organisation.verify(contract);

        one.fail(one.claimOne().lease(), false);

        assertThat(organisation.state(scan)).isEqualTo("failed");
    }

    @Test
    void failsAScanThatCompletesWithoutResults() {
        UUID scan = organisation.verify(contract);

        one.complete(one.claimOne().lease());

        assertThat(organisation.state(scan)).isEqualTo("failed");
        assertThat(organisation.scan(scan).at("/failure/code").asText()).isEqualTo("results.missing");
    }

    @Test
    void asksTheHolderToStopACanceledScan() {
        // Given
        UUID scan = organisation.verify(contract);
        Lease lease = one.claimOne().lease();
        one.running(lease);

        // When
        int status = organisation.http().rest("DELETE", "/scans/" + scan).status();

        // Then
        assertThat(status).isEqualTo(204);
        assertThat(organisation.state(scan)).isEqualTo("cancelationRequested");
        assertThat(one.renew(lease)).isEqualTo(new Renewed(List.of(lease), List.of(), List.of(lease)));
        one.fail(lease, true);
        assertThat(organisation.state(scan)).isEqualTo("canceled");
        assertThat(one.renew(lease).lost()).containsExactly(lease);
    }

    @Test
    void cancelsAQueuedScanAtOnceAndAnEndedOneNever() {
        UUID scan = organisation.verify(contract);

        organisation.http().rest("DELETE", "/scans/" + scan);

        assertThat(organisation.state(scan)).isEqualTo("canceled");
        assertThat(one.claim(1)).isEmpty();
        TestHttp.Answer again = organisation.http().rest("DELETE", "/scans/" + scan);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.code()).isEqualTo("invalid_scan_state");
    }

    @Test
    void cancelsAScanWhoseHolderIsGone() throws Exception {
        UUID scan = organisation.verify(contract);
        one.claimOne();
        organisation.http().rest("DELETE", "/scans/" + scan);

        control.clock().advance(LONGER_THAN_A_LEASE);
        control.sweep();

        assertThat(organisation.state(scan)).isEqualTo("canceled");
    }

    @Test
    void timesOutAScanThatNobodyTook() throws Exception {
        UUID scan = organisation.verify(contract);

        control.clock().advance(Duration.ofSeconds(3601));
        control.sweep();

        assertThat(organisation.state(scan)).isEqualTo("timedOut");
        assertThat(one.claim(1)).isEmpty();
    }

    @Test
    void asksTheHolderToStopAScanPastItsDeadline() throws Exception {
        // Given
        UUID scan = organisation.verify(contract);
        Lease lease = one.claimOne().lease();
        control.clock().advance(Duration.ofSeconds(3601));
        one.renew(lease);

        // When
        control.sweep();

        // Then
        assertThat(organisation.state(scan)).isEqualTo("timeOutRequested");
        assertThat(one.renew(lease).cancel()).containsExactly(lease);
        one.fail(lease, true);
        assertThat(organisation.state(scan)).isEqualTo("timedOut");
    }

    @Test
    void tellsTheTimeLine() throws Exception {
        // Given
        UUID scan = organisation.verify(contract);
        Lease lease = one.claimOne().lease();

        // When
        one.running(lease);
        one.results(lease, SampleResults.of(scan, SampleResults.check("a", Outcome.pass)));
        one.complete(lease);

        // Then
        assertThat(control.database()
                        .asSuperuser("select string_agg(event || ' ' || epoch || coalesce(': ' || detail, ''), ', '"
                                + " order by id) from scan_event where scan_id = '" + scan + "'"))
                .isEqualTo("created 0: verification requested, leased 1: cluster, running 1: scan-abc,"
                        + " results 1: 1 checks, failedRows 1: 3 rows in \"seltzer\".\"orders\" of wh,"
                        + " " + InstructionState.completed + " 1");
    }

    @Test
    void refusesAnInstanceThatNeverRegistered() {
        TestAgent stranger = new TestAgent(one.http(), UUID.randomUUID(), one.registration());

        TestHttp.Answer answer = stranger.http()
                .agent(
                        "POST",
                        "/agent/v1/leases/renew",
                        new io.seltzer.protocol.AgentApi.Renew(stranger.instance(), List.of()));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("instance_not_registered");
    }
}
