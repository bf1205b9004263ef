package io.seltzer.cloud.web;

import io.seltzer.cloud.store.Caller;
import io.seltzer.cloud.store.Database;
import io.seltzer.cloud.store.InstructionState;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads the page of all datasets. The whole list is read for each page: which state is worse is decided in
/// [State] alone, and a thousand datasets are one statement of some milliseconds.
final class DatasetListQueries {
    private static final String LIST =
            """
            select %s,
                   exists (select from contract_version v where v.dataset_id = d.id) as has_contract,
                   seven.states, measured.*
            from dataset d
            left join lateral (
                select s.passed, s.warned, s.failed, s.unevaluated, s.created_at as verified_at
                from scan s where s.dataset_id = d.id and s.passed is not null
                order by s.created_at desc limit 1) measured on true
            left join lateral (
                select array_agg(last.state order by last.created_at) as states
                from (select s.state, s.created_at from scan s
                      where s.dataset_id = d.id and s.state = any($1)
                      order by s.created_at desc limit 7) last) seven on true
            order by d.table_name, d.qualified_name"""
                    .formatted(ScanRow.DATASET_COLUMNS);
    private static final String[] FINAL = Arrays.stream(InstructionState.values())
            .filter(InstructionState::isFinal)
            .map(InstructionState::name)
            .toArray(String[]::new);

    private final Database database;

    DatasetListQueries(Database database) {
        this.database = database;
    }

    Future<DatasetList> list(Caller visitor, String search, boolean troubled, int page) {
        return database.inOrganisation(
                        visitor.organisation(),
                        connection -> connection.preparedQuery(LIST).execute(Tuple.of(FINAL)))
                .map(rows -> {
                    List<DatasetList.Line> all =
                            rows.stream().map(DatasetListQueries::line).toList();
                    List<DatasetList.Line> found = all.stream()
                            .filter(line -> line.name().matches(search))
                            .filter(line -> !troubled || line.badge().state().isTrouble())
                            .sorted(Comparator.comparing(line -> line.badge().state().rank()))
                            .toList();
                    List<DatasetList.Line> shown = found.stream()
                            .skip(Paging.offset(page))
                            .limit(Paging.SIZE)
                            .toList();
                    Paging paging = new Paging("/datasets", filters(search, troubled), page, found.size());
                    return new DatasetList(search, troubled, shown, paging, all.size());
                });
    }

    private static Map<String, String> filters(String search, boolean troubled) {
        Map<String, String> filters = new TreeMap<>();
        if (!search.isEmpty()) {
            filters.put("q", search);
        }
        if (troubled) {
            filters.put("state", "trouble");
        }
        return filters;
    }

    private static DatasetList.Line line(Row row) {
        Tally tally = ScanRow.tally(row).orElse(Tally.NONE);
        List<InstructionState> ended = Optional.ofNullable(row.getArrayOfStrings("states")).stream()
                .flatMap(Arrays::stream)
                .map(InstructionState::valueOf)
                .toList();
        Optional<InstructionState> last = ended.isEmpty() ? Optional.empty() : Optional.of(ended.getLast());
        return new DatasetList.Line(
                ScanRow.dataset(row),
                Badge.ofDataset(row.getBoolean("has_contract"), last, tally),
                new LastSeven(ended.stream().map(State::of).toList()),
                tally,
                ScanRow.moment(row, "verified_at"));
    }
}
