package io.seltzer.contract;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The stable key of a check, by which its history is found again: 8 hexadecimal digits that depend on the
/// dataset and the check's place, and on neither its filter, threshold nor name (contract-language §11).
public final class CheckIdentity {
    private static final int BYTES = 4;

    private CheckIdentity() {}

    public static String of(DatasetName dataset, CheckPlace place) {
        return of(Optional.of(dataset.source()), dataset.prefixes(), dataset.table(), place);
    }

    /// @param source empty where a contract is read without its data source
    public static String of(Optional<String> source, List<String> prefixes, String table, CheckPlace place) {
        StringBuilder text = new StringBuilder();
        place.scope().ifPresent(scope -> text.append("scope").append(scope).append(':'));
        source.ifPresent(name -> text.append("dso").append(name));
        text.append("pr");
        prefixes.forEach(text::append);
        text.append("ds").append(table);
        place.column().ifPresent(column -> text.append('c').append(column));
        text.append('t').append(place.type());
        place.qualifier().ifPresent(qualifier -> text.append('q').append(qualifier));
        byte[] digest = Blake2b.digest(text.toString().getBytes(StandardCharsets.UTF_8), BYTES);
        return HexFormat.of().formatHex(digest);
    }
}
