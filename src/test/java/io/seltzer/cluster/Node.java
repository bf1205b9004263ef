package io.seltzer.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The one node of a cluster that runs on this machine, to break parts of it.
///
/// @param ctl program that stops and starts components: `ctl kill|stop|start|pause|cont COMPONENT`
record Node(Path ctl) {

    void kill(String component) throws Exception {
        run(List.of(ctl.toString(), "kill", component));
    }

    void stop(String component) throws Exception {
        run(List.of(ctl.toString(), "stop", component));
    }

    void start(String component) throws Exception {
        run(List.of(ctl.toString(), "start", component));
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

    private static boolean isInContainer(ProcessHandle process) {
        try {
            return java.nio.file.Files.readString(Path.of("/proc", Long.toString(process.pid()), "cgroup"))
                    .contains("kubepods");
        } catch (IOException gone) {
            return false;
        }
    }

    private static void run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + process.exitValue());
        }
    }
}
