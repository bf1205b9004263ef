package io.seltzer.cluster;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The one node of a cluster that runs on this machine, to break parts of it. Its API server is started again when it
/// ends without having been told to, as a supervisor would.
final class Node implements Closeable {
    private static final String API_SERVER = "kube-apiserver";
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path ctl;
    private final Path processes;
    private final Set<String> stopped = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /// @param ctl program that stops and starts components: `ctl kill|stop|start COMPONENT`
    /// @param processes folder with a file for each component that holds the number of its process
    Node(Path ctl, Path processes) {
        this.ctl = ctl;
        this.processes = processes;
        Thread.ofVirtual().start(this::supervise);
    }

    void kill(String component) {
        end("kill", component);
    }

    void stop(String component) {
        end("stop", component);
    }

    void start(String component) {
        control("start", component);
        stopped.remove(component);
    }

    /// `kill -9` of the processes in containers whose command line holds the text.
    ///
    /// @return how many there were
    long killProcesses(String text) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().filter(line -> line.contains(text)).isPresent())
                .filter(Node::isInContainer)
                .filter(ProcessHandle::destroyForcibly)
                .count();
    }

    private void end(String how, String component) {
        stopped.add(component);
        control(how, component);
    }

    private static boolean isInContainer(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cgroup")).contains("kubepods");
        } catch (IOException gone) {
            return false;
        }
    }

    private void supervise() {
        while (!closed) {
            if (!stopped.contains(API_SERVER) && !runs(API_SERVER)) {
                control("start", API_SERVER);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private boolean runs(String component) {
        try {
            long number = Long.parseLong(Files.readString(processes.resolve(component)).strip());
            return ProcessHandle.of(number).filter(ProcessHandle::isAlive).isPresent();
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }

    private void control(String what, String component) {
        List<String> command = List.of(ctl.toString(), what, component);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + " ended with " + process.exitValue());
            }
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
