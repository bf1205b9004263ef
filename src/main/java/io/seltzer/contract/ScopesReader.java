package io.seltzer.contract;

import io.seltzer.yaml.Fields;
import io.seltzer.yaml.Placeholders;
import io.seltzer.yaml.YamlNode.YamlMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the key `scopes` (contract-language §19).
final class ScopesReader {
    static final List<String> KEYS = List.of("name", "description", "filter", "schedule", "check_attributes");

    /// A key that is unknown in a scope is an error to every reader.
    private static final String UNKNOWN_KEY = "contract.unknown-scope-key";

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
    private static final Set<String> RESERVED =
            Set.of("base", "true", "false", "null", "yes", "no", "on", "off", "y", "n");

    private final Map<String, Scope> scopes = new LinkedHashMap<>();
    private final Map<String, Surroundings> surroundings = new LinkedHashMap<>();

    /// @param scopes by key
    /// @param surroundings what the checks of each scope inherit, by key
    record Scopes(Map<String, Scope> scopes, Map<String, Surroundings> surroundings) {}

    private ScopesReader() {}

    static Scopes read(Fields contract) {
        ScopesReader reader = new ScopesReader();
        if (contract.map().keys().contains("scopes")) {
            contract.require("scopes");
        }
        contract.fields("scopes", "scopes")
                .ifPresent(declared -> declared.map().keys().forEach(key -> reader.scope(declared, key)));
        return new Scopes(reader.scopes, reader.surroundings);
    }

    private void scope(Fields declared, String key) {
        if (Placeholders.occursIn(key) || RESERVED.contains(key) || !KEY.matcher(key).matches()) {
            declared.error(
                    "contract.scope-key",
                    "The key of a scope starts with a lower-case letter and has up to 64 lower-case letters, digits,"
                            + " _ and -; it is none of base, true, false, null, yes, no, on, off, y, n.",
                    declared.map().keyPosition(key));
        }
        declared.require(key);
        declared.fields(key, "the scope " + key).ifPresent(scope -> scope(key, scope));
        // A check of a faulty scope is no further fault.
        surroundings.putIfAbsent(key, Surroundings.NONE);
    }

    private void scope(String key, Fields scope) {
        YamlMap map = scope.map();
        scope.refuseAllBut(KEYS, UNKNOWN_KEY);
        map.keys().stream()
                .filter(KEYS::contains)
                .filter(member -> !member.equals("name"))
                .forEach(scope::require);
        String name = scope.requiredText("name").orElse(key);
        scope.text("description");
        scope.fields("schedule", "the schedule").ifPresent(schedule -> ScheduleReader.read(schedule, UNKNOWN_KEY));
        Surroundings inherited = Surroundings.read(scope);
        scopes.put(key, new Scope(name, inherited.filter()));
        surroundings.put(key, inherited);
    }
}
