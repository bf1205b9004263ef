package io.seltzer.client;

import io.seltzer.config.SodaCloudFile;
import io.seltzer.config.SodaCloudFileReader;
import io.seltzer.testing.FakeSodaCloud;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A client whose time passes only while it sleeps, and that remembers what happened.
final class TestClient {
    static final Instant START = Instant.parse("2026-05-04T08:00:00Z");

    final List<Duration> sleeps = new ArrayList<>();
    final List<CloudEvent> events = new ArrayList<>();
    private Instant now = START;

    SodaCloud of(FakeSodaCloud server) {
        return of(file(server.file(), Optional.empty()), Duration.ofMinutes(5), Duration.ofSeconds(20));
    }

    SodaCloud of(SodaCloudFile file, Duration budget, Duration timeout) {
        return new SodaCloud(
                file,
                new ClientSettings(
                        "seltzer/1.2",
                        timeout,
                        timeout,
                        budget,
                        2,
                        HttpClient.Builder.NO_PROXY,
                        new Pace(new StandingClock(), this::sleep, new Middle()),
                        events::add));
    }

    static SodaCloudFile file(String text, Optional<String> token) {
        return new SodaCloudFileReader(name -> name.equals(SodaCloudFile.TOKEN_VARIABLE) ? token : Optional.empty())
                .read("sc.yml", text)
                .orThrow(faults -> new AssertionError(faults.toString()));
    }

    void pass(Duration duration) {
        now = now.plus(duration);
    }

    List<Long> sleptSeconds() {
        return sleeps.stream().map(Duration::toSeconds).toList();
    }

    private void sleep(Duration duration) {
        sleeps.add(duration);
        pass(duration);
    }

    /// Always half way.
    private record Middle() implements RandomGenerator {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public double nextDouble() {
            return 0.5;
        }
    }

    private final class StandingClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
