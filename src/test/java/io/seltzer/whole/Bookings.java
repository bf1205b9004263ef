package io.seltzer.whole;

import java.sql.SQLException;

/// A table of four rows, of which two fail a check, and the contract that says so.
public final class Bookings {
    public static final int CHECKS = 3;
    public static final int FAILED_ROWS = 2;

    public static final String CONTRACT =
            """
            dataset: shop/SOURCE/public/bookings
            columns:
              - name: id
              - name: fare
                checks:
                  - missing:
                  - invalid: {valid_min: 0}
            checks:
              - row_count:
            """;

    /// Lock that a writer of failed rows waits for once its rows are written, but not committed.
    public static final String AFTER_ROWS = "select pg_advisory_xact_lock(4711)";

    private Bookings() {}

    public static void create(WholeSystem system) throws SQLException {
        system.inSource("create table bookings (id integer, fare numeric);"
                + "insert into bookings values (1, 10), (2, null), (3, -5), (4, 20)");
    }

    /// Makes writers of failed rows wait for [#AFTER_ROWS], in a warehouse that has seen a scan before.
    static void holdUpWriters(WholeSystem system) throws SQLException {
        String table = WholeSystem.strings(
                        system.warehouse(),
                        "select format('%I.%I', schemaname, tablename) from pg_tables "
                                + "where tablename like 'failed\\_rows\\_%'")
                .getFirst();
        system.inWarehouse("create function hold_up() returns trigger language plpgsql as "
                + "$$ begin perform pg_advisory_xact_lock_shared(4711); return null; end $$;"
                + "create trigger hold_up after insert on " + table
                + " for each statement execute function hold_up()");
    }
}
