package io.seltzer.cloud.web;

import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which part of a monitor's history a page shows. It all stands in the address.
///
/// @param parameters `group`; `days` (30, 90 or all) or `from` and `to` (local days or minutes, ends included); `verdict`
///     and `page` of the table; `at`, the selected point; `until`, before which the points lie
public record MonitorRequest(UUID id, Map<String, String> parameters) {
    private static final List<String> KNOWN = List.of("group", "days", "from", "to", "verdict", "page", "at", "until");
    private static final Pattern LOCAL = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2})?");

    static MonitorRequest of(RoutingContext context) {
        Map<String, String> parameters = new TreeMap<>();
        for (String name : KNOWN) {
            @Nullable String value = context.request().getParam(name);
            if (value != null && !value.isEmpty()) {
                parameters.put(name, value);
            }
        }
        return new MonitorRequest(PathId.of(context), parameters);
    }

    Optional<String> group() {
        return Optional.ofNullable(parameters.get("group"));
    }

    /// Empty unless days were asked for, or nothing else was: then 90.
    public String days() {
        if (from().isPresent() || to().isPresent()) {
            return "";
        }
        String days = parameters.getOrDefault("days", "90");
        return switch (days) {
            case "30", "all" -> days;
            default -> "90";
        };
    }

    Optional<String> from() {
        return Optional.ofNullable(parameters.get("from")).filter(MonitorRequest::isLocal);
    }

    Optional<String> to() {
        return Optional.ofNullable(parameters.get("to")).filter(MonitorRequest::isLocal);
    }

    /// Which rows the table shows: `anomaly`, `unknown`, or empty for all.
    public String verdict() {
        String verdict = parameters.getOrDefault("verdict", "");
        return switch (verdict) {
            case "anomaly", "unknown" -> verdict;
            default -> "";
        };
    }

    int page() {
        return Paging.number(parameters.get("page"));
    }

    Optional<Instant> at() {
        return instant(parameters.get("at"));
    }

    public Optional<Instant> until() {
        return instant(parameters.get("until"));
    }

    public String path() {
        return "/monitors/" + id;
    }

    public String address() {
        return address(parameters);
    }

    /// The same page with another period, from its begin.
    public String withDays(String days) {
        return without(Map.of("days", days), "from", "to", "page", "at");
    }

    public String withVerdict(String verdict) {
        return without(verdict.isEmpty() ? Map.of() : Map.of("verdict", verdict), "verdict", "page");
    }

    public String withPoint(Instant point) {
        return without(Map.of("at", point.toString()));
    }

    public String before(Instant until) {
        return without(Map.of("until", until.toString()), "from", "to", "page", "at");
    }

    public String newest() {
        return without(Map.of(), "until", "from", "to", "page", "at");
    }

    /// Parameters that a form which asks for another period keeps.
    public Map<String, String> kept() {
        Map<String, String> kept = new TreeMap<>(parameters);
        List.of("days", "from", "to", "page", "at").forEach(kept::remove);
        return kept;
    }

    /// Parameters that the pages of the table share.
    Map<String, String> ofTable() {
        Map<String, String> shared = new TreeMap<>(parameters);
        shared.remove("page");
        return shared;
    }

    static Optional<Instant> instant(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private String without(Map<String, String> added, String... removed) {
        Map<String, String> changed = new TreeMap<>(parameters);
        List.of(removed).forEach(changed::remove);
        changed.putAll(added);
        return address(changed);
    }

    private String address(Map<String, String> of) {
        StringBuilder address = new StringBuilder(path());
        of.forEach((name, value) -> address.append(address.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(Objects.requireNonNull(value), StandardCharsets.UTF_8)));
        return address.toString();
    }

    private static boolean isLocal(String text) {
        return LOCAL.matcher(text).matches();
    }
}
