package io.seltzer.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.seltzer.anomaly.Decision;
import io.seltzer.anomaly.Detector;
import io.seltzer.anomaly.Mark;
import io.seltzer.anomaly.Sensitivity;
import io.seltzer.anomaly.Series;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/// How many decisions one thread makes in a second, on a series whose state is as large as it gets.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(1)
@Fork(
        value = 2,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx256m"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DetectorSpeed {
    private static final Instant START = Instant.parse("2025-01-06T00:00:00Z");
    private static final double[] WEEK = {1, 1.05, 1.02, 0.98, 0.95, 0.4, 0.3};
    private static final int DAY = 24;

    @Param({"24", "1"})
    public int stepHours;

    @Param({"2016"}) // whole weeks
    public int history;

    private Series series;
    private double[] values;
    private Detector detector;
    private byte[] state;
    private int next;

    @Setup(Level.Iteration)
    public void learn() {
        series = new Series(stepHours, 0, Double.POSITIVE_INFINITY, true, 0.5, ZoneId.of("Europe/Berlin"));
        Random chance = new Random(1);
        values = new double[history];
        for (int i = 0; i < history; i++) {
            int hour = i * stepHours;
            double day = 1 + 0.5 * Math.sin(2 * Math.PI * (hour % DAY) / DAY);
            values[i] = Math.rint(1000 * WEEK[hour / DAY % WEEK.length] * day * Math.exp(0.05 * chance.nextGaussian()));
        }
        detector = new Detector(series);
        next = 0;
        while (next < history) {
            decide(detector);
        }
        state = detector.state();
    }

    /// What the whole process used while decisions were made: of a busy machine, a core's time is what a decision costs.
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Processor {
        private static final OperatingSystemMXBean SYSTEM =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

        public long nanoseconds;

        private long begin;

        @Setup(Level.Iteration)
        public void begin(DetectorSpeed learnt) {
            begin = SYSTEM.getProcessCpuTime();
        }

        @TearDown(Level.Iteration)
        public void end() {
            nanoseconds = SYSTEM.getProcessCpuTime() - begin;
        }
    }

    @Benchmark
    public Decision inMemory(Processor processor) {
        return decide(detector);
    }

    /// As an agent does it: the state comes as bytes with each value, and goes back as bytes.
    @Benchmark
    public Decision stateReadAndWritten(Processor processor) {
        Detector restored = Detector.restored(series, state).orElseThrow();
        Decision decision = decide(restored);
        state = restored.state();
        return decision;
    }

    private Decision decide(Detector one) {
        int number = next++;
        return one.decide(
                START.plus(Duration.ofHours((long) number * stepHours)),
                values[number % history],
                Mark.NONE,
                Sensitivity.DEFAULT);
    }
}
