package io.seltzer.cli;

import io.seltzer.config.DataSourceFile;
import io.seltzer.contract.DatasetName;
import io.seltzer.source.SessionOptions;
import io.seltzer.source.SourceSession;
import io.seltzer.sql.Dialect;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Looks at a table's columns and writes the monitors that fit them.
@Command(
        name = "create",
        description = "Writes a monitor file for a table to start from, with the column that its partitions may go by.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 written, 3 errors."})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class MonitorCreateCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Option(
            names = {"-ds", "--data-source"},
            required = true,
            paramLabel = "FILE",
            description = "The data source file.")
    private String dataSource;

    @Option(
            names = {"-d", "--dataset"},
            required = true,
            paramLabel = "NAME",
            description = "The table's qualified name, as `data-source discover` lists it.")
    private String dataset;

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "The file to write; it must not exist.")
    private String file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        DataSourceFile source = ConfiguredSource.read(dataSource);
        DatasetName name = DatasetName.parse(dataset)
                .filter(parsed -> parsed.source().equals(source.name()))
                .orElseThrow(() -> new UserError("The dataset " + dataset + " must be named " + source.name()
                        + "/.../table, as `data-source discover` lists it."));
        MonitorDraft draft = draft(source, name);
        if (draft.columns().isEmpty()) {
            throw new UserError("There is no table " + dataset + ", or it has no columns that may be read.");
        }
        UserFile.create(file, draft.text());
        PrintWriter out = spec.commandLine().getOut();
        out.println("Wrote " + file + ". "
                + (draft.partitionColumns().isEmpty()
                        ? "No column says when a row arrived, so the whole table is measured each time. Then try:"
                        : "Look whether " + draft.partitionColumns().getFirst()
                                + " says when a row arrived, and at the time zone; then try:"));
        out.println("  seltzer monitor run -ds " + dataSource + " -m " + file);
        out.flush();
        return ExitCode.OK.number();
    }

    private static MonitorDraft draft(DataSourceFile source, DatasetName name) {
        try (CommandVertx vertx = new CommandVertx()) {
            return SourceSession.open(vertx.vertx(), source, SessionOptions.of(LIMIT))
                    .compose(session -> {
                        vertx.stop().onSuccess(_ -> session.cancel());
                        return session.query(session.dialect().columns(name).sql())
                                .compose(columns -> sorted(session, name)
                                        .map(sorted -> draft(session.dialect(), name, columns, sorted)))
                                .eventually(session::close);
                    })
                    .await();
        }
    }

    /// A database without statistics leaves the choice to names and types.
    private static Future<Set<String>> sorted(SourceSession session, DatasetName name) {
        return session.dialect()
                .statistics(name)
                .map(sql -> session.query(sql)
                        .map(rows -> rows.stream()
                                .map(row -> row.getArrayOfStrings("sorted_columns"))
                                .flatMap(Arrays::stream)
                                .collect(Collectors.toSet()))
                        .otherwise(Set.of()))
                .orElseGet(() -> Future.succeededFuture(Set.of()));
    }

    private static MonitorDraft draft(Dialect dialect, DatasetName name, RowSet<Row> columns, Set<String> sorted) {
        List<MonitorDraft.Column> read = StreamSupport.stream(columns.spliterator(), false)
                .map(row -> new MonitorDraft.Column(
                        row.getString("column_name"),
                        row.getString("source_type"),
                        dialect.measures().kind(row.getString("data_type")),
                        sorted.contains(row.getString("column_name"))))
                .toList();
        return new MonitorDraft(name, read);
    }
}
