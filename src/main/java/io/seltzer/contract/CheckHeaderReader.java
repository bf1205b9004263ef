package io.seltzer.contract;

import io.seltzer.yaml.NearestName;
import io.seltzer.yaml.Position;
import io.seltzer.yaml.Scalar;
import io.seltzer.yaml.YamlNode.YamlScalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what every check has, and gives it its path and identity.
final class CheckHeaderReader {
    static final List<String> KEYS = List.of(
            "name", "qualifier", "filter", "attributes", "column_expression", "threshold", "store_failed_rows", "scope",
            "remediation");

    private final DatasetName dataset;
    private final Surroundings base;
    private final Map<String, Surroundings> scopes;

    /// @param scopes by key
    CheckHeaderReader(DatasetName dataset, Surroundings base, Map<String, Surroundings> scopes) {
        this.dataset = dataset;
        this.base = base;
        this.scopes = scopes;
    }

    /// @param keyPosition of the check's type
    CheckHeader read(CheckType type, Fields body, Position keyPosition, Optional<String> column) {
        Optional<String> scope = scope(body);
        // A schema check is about the whole table wherever it stands.
        Optional<String> owner = type == CheckType.SCHEMA ? Optional.empty() : column;
        CheckPlace place = new CheckPlace(scope, owner, type.key(), body.anyScalar("qualifier"));
        Surroundings surroundings = scope.map(scopes::get).orElse(base);
        body.truth("store_failed_rows");
        return new CheckHeader(
                type.key(),
                body.trimmed("name").orElse(type.defaultName()),
                CheckIdentity.of(dataset, place),
                place.path(),
                scope,
                owner,
                place.qualifier(),
                body.trimmed("filter"),
                AttributesReader.merged(surroundings.attributes(), AttributesReader.read(body, "attributes")),
                CheckDefinition.of(surroundings.filter(), owner, body.map()),
                body.map().keys().isEmpty() ? keyPosition : body.map().position());
    }

    /// Taken as written: a scope is never a variable.
    private Optional<String> scope(Fields body) {
        if (!body.map().keys().contains("scope")) {
            return Optional.empty();
        }
        if (body.map().get("scope") instanceof YamlScalar(Scalar.Text(String key), _, _) && scopes.containsKey(key)) {
            return Optional.of(key);
        }
        String help = scopes.isEmpty()
                ? " This contract declares none."
                : body.map().get("scope") instanceof YamlScalar(_, String text, _)
                        ? NearestName.hint(text, scopes.keySet())
                        : "";
        body.error(
                "contract.unknown-scope",
                "scope must be the key of a scope that is declared under scopes." + help,
                body.map().positionOf("scope"));
        return Optional.empty();
    }
}
