package io.seltzer.warehouse;

import io.seltzer.sql.Dialect;
import io.seltzer.sql.PostgresDialect;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The warehouse's table for the failed rows of one dataset: three columns that say whose they are, then the
/// dataset's own.
///
/// @param schema of the warehouse
/// @param dataset qualified name
public record FailedRowsTable(String schema, String name, String dataset, List<WarehouseColumn> columns) {
    static final String SCAN_ID = "_seltzer_scan_id";
    static final String EPOCH = "_seltzer_epoch";
    /// Identities of the checks that the row fails.
    static final String CHECKS = "_seltzer_checks";

    private static final Dialect SQL = new PostgresDialect();

    /// PostgreSQL cuts longer names.
    private static final int LONGEST_NAME = 63;

    public FailedRowsTable {
        columns = List.copyOf(columns);
    }

    /// The table's name is readable, and unique by a hash of the dataset's qualified name.
    public static FailedRowsTable of(
            String schema, String dataset, String table, List<WarehouseColumn> columns) {
        String readable = table.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        String hash = hash(dataset);
        String prefix = "failed_rows_" + readable;
        String name = prefix.substring(0, Math.min(prefix.length(), LONGEST_NAME - 1 - hash.length())) + "_" + hash;
        return new FailedRowsTable(schema, name, dataset, columns);
    }

    private static String hash(String dataset) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(dataset.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Qualified and quoted.
    public String qualified() {
        return quote(schema) + "." + quote(name);
    }

    /// SQL that shows the rows of a scan that fail a check.
    public String showing(ScanKey scan, String identity) {
        return showing(scan) + " and '" + identity + "' = any(" + CHECKS + ")";
    }

    /// SQL that shows all failed rows of a scan.
    public String showing(ScanKey scan) {
        return "select * from " + qualified() + " where " + SCAN_ID + " = '" + scan.scanId() + "'";
    }

    /// The columns in the order in which rows are written: ours, then the dataset's.
    String writtenColumns() {
        return Stream.concat(Stream.of(SCAN_ID, EPOCH, CHECKS), columns.stream().map(column -> quote(column.name())))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    String columnDefinitions() {
        return columns.stream()
                .map(column -> quote(column.name()) + " " + column.type())
                .collect(Collectors.joining(", "));
    }

    static String quote(String identifier) {
        return SQL.identifier(identifier);
    }
}
