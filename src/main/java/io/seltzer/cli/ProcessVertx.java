package io.seltzer.cli;

import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/// How the processes here set up Vert.x.
public final class ProcessVertx {
    private ProcessVertx() {}

    /// One event loop and a few worker threads: a command that ends within seconds.
    static VertxOptions shortLived() {
        return servers().setEventLoopPoolSize(1).setWorkerPoolSize(4).setInternalBlockingPoolSize(2);
    }

    /// Nothing is read from the class path as a file, so nothing needs to be unpacked to a temporary folder.
    public static VertxOptions servers() {
        return new VertxOptions()
                .setFileSystemOptions(
                        new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false))
                .setPreferNativeTransport(false);
    }
}
