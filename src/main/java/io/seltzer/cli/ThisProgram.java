package io.seltzer.cli;

import java.util.ArrayList;
import java.util.List;

/// The command that starts this very program again: same Java, same class path, same class-data archive.
public final class ThisProgram {
    private ThisProgram() {}

    /// @param arguments of the new process
    public static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        // A scan lasts seconds and folds rows that the database has already aggregated.
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
        String archive = System.getProperty("seltzer.archive", "");
        if (!archive.isEmpty()) {
            command.addAll(List.of(
                    "-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off",
                    "-Xlog:aot=off"));
        }
        String classPath = System.getProperty("java.class.path", "");
        // An archive fits only the class path it was made with, which for the launcher is the jar alone.
        command.addAll(
                classPath.endsWith("seltzer.jar")
                        ? List.of("-jar", classPath)
                        : List.of("-cp", classPath, Seltzer.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
