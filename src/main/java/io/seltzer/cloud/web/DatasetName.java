package io.seltzer.cloud.web;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// A dataset as pages name it.
///
/// @param prefixes between data source and table, e.g. database and schema
public record DatasetName(UUID id, String dataSource, List<String> prefixes, String table, String qualified) {
    /// `flights_dwh / nyc / public`
    public String place() {
        return prefixes.isEmpty() ? dataSource : dataSource + " / " + String.join(" / ", prefixes);
    }

    boolean matches(String search) {
        return qualified.toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT));
    }

    public String path() {
        return "/datasets/" + id;
    }
}
