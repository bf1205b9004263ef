package io.seltzer.contract;

import java.util.LinkedHashMap;
import java.util.Map;

/// Reads the key `scopes` (contract-language §19) as far as the checks of a scope are described by it: they are
/// reported, never run.
final class ScopesReader {
    private ScopesReader() {}

    static Map<String, Surroundings> read(Fields contract) {
        Map<String, Surroundings> scopes = new LinkedHashMap<>();
        contract.fields("scopes", "scopes").ifPresent(declared -> {
            contract.warning(
                    "contract.unsupported-scopes",
                    "Checks of a scope are not evaluated in this version.",
                    contract.map().keyPosition("scopes"));
            declared.map().keys().forEach(key ->
                    declared.fields(key, "the scope " + key)
                            .ifPresent(scope -> scopes.put(key, Surroundings.read(scope))));
        });
        return scopes;
    }
}
