package io.seltzer.cli;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// Stands in for Seltzer behind the launcher, and tells what it was started with.
final class LaunchedProgram {
    private LaunchedProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        switch (arguments[0]) {
            case "exit" -> System.exit(Integer.parseInt(arguments[1]));
            case "wait" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("told to end")));
                System.out.println("waiting");
                new CountDownLatch(1).await();
            }
            case "property" -> System.out.println(System.getProperty(arguments[1]));
            case "folder" -> System.out.println(Path.of("").toAbsolutePath());
            default -> System.out.println(String.join("|", arguments));
        }
    }
}
