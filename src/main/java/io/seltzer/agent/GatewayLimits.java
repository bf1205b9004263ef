package io.seltzer.agent;

import java.time.Duration;

/// What callers of the gateway may take, so that one of them cannot keep the others waiting. Sizes of bodies stand with
/// the routes.
///
/// @param connections most at once
/// @param strangersPerAddress most connections at once from one address on which no job token has been shown yet
/// @param burst requests of one scan at once; then `perSecond`
/// @param strangeBurst requests without a job token of ours from one address at once; then `strangePerSecond`
/// @param inFlight most requests of one scan that wait for an answer
/// @param greeting in which a new connection must be through with TLS, and then have sent the head of a request
/// @param arrival in which the body must have arrived after its head
/// @param answer in which the answer must have been taken after the body
/// @param pause after which a connection is closed that has no request
record GatewayLimits(
        int connections,
        int strangersPerAddress,
        int burst,
        int perSecond,
        int strangeBurst,
        int strangePerSecond,
        int inFlight,
        Duration greeting,
        Duration arrival,
        Duration answer,
        Duration pause) {
    static final GatewayLimits DEFAULT = new GatewayLimits(
            1_024,
            64,
            100,
            20,
            20,
            2,
            4,
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(90));
}
