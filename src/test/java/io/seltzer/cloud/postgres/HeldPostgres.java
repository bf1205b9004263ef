package io.seltzer.cloud.postgres;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;

/// A program that starts a server in the folder of its argument, writes to it, says so, and waits to be killed.
final class HeldPostgres {
    private HeldPostgres() {}

    public static void main(String[] arguments) throws SQLException, InterruptedException {
        EmbeddedPostgres server = EmbeddedPostgres.start(EmbeddedPostgres.Settings.in(Path.of(arguments[0])));
        Ask.execute(server, "create table written as select 42 as answer");
        System.out.println("ready");
        new CountDownLatch(1).await();
    }
}
