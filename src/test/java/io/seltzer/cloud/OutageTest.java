package io.seltzer.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.cloud.store.DatabaseAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A control plane whose database goes away and comes back.
class OutageTest {
    @Test
    void saysThatItIsNotReadyAndRecovers() throws Exception {
        PlainDatabase database = PlainDatabase.fresh();
        try (CuttableProxy proxy = CuttableProxy.to(database.server().port());
                RunningControlPlane control = RunningControlPlane.start(
                        database, through(proxy, database), new SettableClock(), same -> same)) {
            TestOrganisation organisation = control.organisation();
            TestHttp http = organisation.http();
            assertThat(http.send("GET", "/health/ready", "", "").status()).isEqualTo(200);

            // When
            proxy.cut();

            // Then
            TestHttp.Answer ready = http.send("GET", "/health/ready", "", "");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.code()).isEqualTo("database.unreachable");
            assertThat(http.send("GET", "/health/live", "", "").status()).isEqualTo(200);
            TestHttp.Answer refused = http.rest("GET", "/datasources");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("database.unreachable");
            assertThat(refused.response().headers().firstValue("retry-after")).isPresent();

            // And when
            proxy.mend();

            // Then
            assertThat(http.send("GET", "/health/ready", "", "").status()).isEqualTo(200);
            assertThat(http.rest("GET", "/datasources").status()).isEqualTo(200);
        }
    }

    @Test
    void noLeaseRunsOutBeforeAgentsHadTimeToComeBack() throws Exception {
        // Given a lease that ran out while there was no control plane
        PlainDatabase database = PlainDatabase.fresh();
        SettableClock clock = new SettableClock();
        TestOrganisation organisation;
        UUID scan;
        try (RunningControlPlane before = start(database, clock)) {
            organisation = before.organisation();
            scan = organisation.verify(organisation.publish());
            organisation.agent("first").claimOne();
        }
        clock.advance(Duration.ofHours(1).minusSeconds(120));

        // When
        try (RunningControlPlane after = start(database, clock)) {
            TestAgent second = TestAgent.register(
                    new TestHttp(after.plane().port(), organisation.http().key()), "second");

            // Then
            clock.advance(Duration.ofSeconds(59));
            assertThat(second.claim(1)).isEmpty();
            clock.advance(Duration.ofSeconds(1));
            assertThat(second.claim(1))
                    .extracting(grant -> List.of(grant.instruction().scanId(), grant.lease().epoch()))
                    .containsExactly(List.of(scan, 2L));
        }
    }

    private static RunningControlPlane start(PlainDatabase database, SettableClock clock) throws Exception {
        return RunningControlPlane.start(database, database.address(), clock, same -> same);
    }

    private static DatabaseAddress through(CuttableProxy proxy, PlainDatabase database) {
        String url = "postgresql://127.0.0.1:" + proxy.port() + "/" + database.server().name();
        return DatabaseAddress.of(url, database.address().user(), database.address().password());
    }
}
