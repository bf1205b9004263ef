package io.seltzer.cli;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.concurrent.TimeUnit;

/// How the processes here set up Vert.x.
public final class ProcessVertx {
    private static final int SECONDS_TO_CLOSE = 2;

    private ProcessVertx() {}

    /// One event loop and a few worker threads: a command that ends within seconds.
    static VertxOptions shortLived() {
        // Names are looked up once, as the system does it; Vert.x's own resolver reads and watches its files.
        System.setProperty("vertx.disableDnsResolver", "true");
        return servers().setEventLoopPoolSize(1).setWorkerPoolSize(4).setInternalBlockingPoolSize(2);
    }

    /// Nothing is read from the class path as a file, so nothing needs to be unpacked to a temporary folder.
    public static VertxOptions servers() {
        return new VertxOptions()
                .setFileSystemOptions(
                        new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false))
                .setPreferNativeTransport(false);
    }

    /// Ends the event loops: the end of a process waits 0.3 s for those that still poll. One that does not end in
    /// time ends with the process.
    static void close(Vertx vertx) {
        vertx.close().timeout(SECONDS_TO_CLOSE, TimeUnit.SECONDS).otherwiseEmpty().await();
    }
}
