package io.seltzer.agent;

import io.seltzer.agent.launch.JobLauncher;
import io.seltzer.health.EventLoopPulse;
import io.vertx.core.Vertx;
import java.time.Clock;

/// What the verticles of one agent share.
record AgentParts(
        Vertx vertx,
        AgentSettings settings,
        ControlPlane controlPlane,
        TypedBus bus,
        JobLauncher launcher,
        JobTokens tokens,
        Contact contact,
        AgentMetrics metrics,
        ScanIds scans,
        EventLoopPulse pulse,
        Backoff backoff,
        Clock clock) {}
