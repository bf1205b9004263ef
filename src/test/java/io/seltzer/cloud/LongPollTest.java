package io.seltzer.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.protocol.AgentApi.Claim;
import io.seltzer.protocol.AgentApi.Grant;
import io.seltzer.protocol.WireJson;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Claims that are held open.
class LongPollTest {
    /// Shorter than the time after which a held claim looks again by itself.
    private static final long WOKEN_SECONDS = 4;

    private RunningControlPlane control;
    private TestOrganisation organisation;
    private UUID contract;

    @BeforeEach
    void start() throws Exception {
        control = RunningControlPlane.start();
        organisation = control.organisation();
        contract = organisation.publish();
    }

    @AfterEach
    void stop() throws Exception {
        control.close();
    }

    private void awaitHeld(int claims) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        String held = "seltzer_claims_held " + claims + ".0";
        while (!organisation.http().send("GET", "/metrics", "", "").body().contains(held)) {
            assertThat(System.nanoTime()).as("claims are held in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void wakesAClaimWhenWorkComes() throws Exception {
        // Given
        CompletableFuture<List<Grant>> claim = organisation.agent("cluster").claimLater(25);
        awaitHeld(1);

        // When
        UUID scan = organisation.verify(contract);

        // Then
        assertThat(claim.get(WOKEN_SECONDS, TimeUnit.SECONDS))
                .extracting(grant -> grant.instruction().scanId())
                .containsExactly(scan);
    }

    @Test
    void wakesAClaimThatAnotherControlPlaneHolds() throws Exception {
        // Given two control planes over one database
        CompletableFuture<List<Grant>> claim = organisation.agent("cluster").claimLater(25);
        awaitHeld(1);
        try (RunningControlPlane second = RunningControlPlane.start(
                control.database(), control.database().address(), control.clock(), same -> same)) {

            // When
            UUID scan = second.plane()
                    .store()
                    .verifications()
                    .ofNewest(organisationId(), contract, Map.of())
                    .await(10, TimeUnit.SECONDS);

            // Then
            assertThat(claim.get(WOKEN_SECONDS, TimeUnit.SECONDS))
                    .extracting(grant -> grant.instruction().scanId())
                    .containsExactly(scan);
        }
    }

    private UUID organisationId() throws Exception {
        return UUID.fromString(control.database()
                .asSuperuser("select id from organisation where name = '" + organisation.name() + "'"));
    }

    @Test
    void answersHeldClaimsWithNothingWhenItStops() throws Exception {
        // Given
        CompletableFuture<List<Grant>> claim = organisation.agent("cluster").claimLater(25);
        awaitHeld(1);

        // When
        control.stop();

        // Then
        assertThat(claim.get(WOKEN_SECONDS, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void grantsNothingToAClientThatWentAway() throws Exception {
        // Given a claim whose connection breaks
        TestAgent gone = organisation.agent("gone");
        try (Socket socket = new Socket("localhost", control.plane().port())) {
            String body = WireJson.text(new Claim(gone.instance(), 1, 25, List.of()));
            String request = "POST /agent/v1/claims HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                    + organisation.http().bearer() + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            awaitHeld(1);
        }
        awaitHeld(0);

        // When
        UUID scan = organisation.verify(contract);

        // Then
        assertThat(organisation.agent("present").claim(1))
                .extracting(grant -> grant.instruction().scanId())
                .containsExactly(scan);
    }
}
