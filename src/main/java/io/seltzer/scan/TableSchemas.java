package io.seltzer.scan;

import io.seltzer.contract.DatasetName;
import io.seltzer.plan.TableNotes;
import io.seltzer.plan.TableNotes.TableColumn;
import io.seltzer.protocol.results.ScanResults.ColumnMetadata;
import io.seltzer.source.SourceFailure;
import io.seltzer.source.SourceSession;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What the catalog says of many tables, in two queries.
record TableSchemas(SourceSession session) {

    /// @param readable false when the user may read no column of it
    record Table(TableNotes notes, List<ColumnMetadata> schema, boolean readable) {}

    /// In the order of the names; empty where there is no such table.
    ///
    /// @return fails with a [SourceFailure]
    Future<List<Optional<Table>>> read(List<DatasetName> datasets) {
        Future<RowSet<Row>> columns = session.query(session.dialect().catalog().columns(datasets));
        // What the database has no notes of is not measured; nothing else depends on them.
        Future<Map<Integer, Row>> notes = session.query(session.dialect().catalog().notes(datasets))
                .map(TableSchemas::byDataset)
                .recover(failure -> failure instanceof SourceFailure source && source.isOfStatement()
                        ? Future.succeededFuture(Map.of())
                        : Future.failedFuture(failure));
        return Future.all(columns, notes).map(_ -> tables(datasets.size(), columns.result(), notes.result()));
    }

    private static Map<Integer, Row> byDataset(RowSet<Row> rows) {
        Map<Integer, Row> notes = new HashMap<>();
        rows.forEach(row -> notes.put(row.getInteger("dataset"), row));
        return notes;
    }

    private static List<Optional<Table>> tables(int size, RowSet<Row> columns, Map<Integer, Row> notes) {
        Map<Integer, List<Row>> byDataset = new HashMap<>();
        columns.forEach(row ->
                byDataset.computeIfAbsent(row.getInteger("dataset"), _ -> new ArrayList<>()).add(row));
        List<Optional<Table>> tables = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Optional<Row> note = Optional.ofNullable(notes.get(i));
            tables.add(Optional.ofNullable(byDataset.get(i)).map(rows -> table(rows, note)));
        }
        return tables;
    }

    private static Table table(List<Row> rows, Optional<Row> note) {
        List<TableColumn> columns = new ArrayList<>();
        List<ColumnMetadata> schema = new ArrayList<>();
        for (Row row : rows) {
            Optional.ofNullable(row.getString("column_name")).ifPresent(name -> {
                columns.add(new TableColumn(name, row.getString("data_type")));
                schema.add(new ColumnMetadata(name, row.getString("source_type")));
            });
        }
        OptionalLong count = note.map(row -> row.getLong("row_count"))
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
        boolean knowsChanges = note.map(row -> row.getBoolean("knows_changes")).orElse(false);
        return new Table(
                new TableNotes(columns, count, knowsChanges), schema, rows.getFirst().getBoolean("readable"));
    }
}
