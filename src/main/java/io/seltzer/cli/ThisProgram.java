package io.seltzer.cli;

import java.util.ArrayList;
import java.util.List;

/// The command that starts this very program again: same Java, same class path, same class-data archive.
public final class ThisProgram {
    /// A scan lasts seconds and folds rows that the database has already aggregated. The launcher's options for short
    /// commands; an archive serves best who starts as its training run did.
    private static final List<String> SHORT = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:CompileThresholdScaling=4",
            "-XX:-UsePerfData",
            "-Xms10m",
            "-XX:NewSize=4m",
            "-Djdk.reflect.useNativeAccessorOnly=true",
            "-Dio.netty.jfr.enabled=false",
            "-Dio.netty.noUnsafe=false",
            "--sun-misc-unsafe-memory-access=allow");

    private ThisProgram() {}

    /// @param arguments of the new process
    public static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx256m"));
        command.addAll(SHORT);
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
