package io.seltzer.contract;

import io.seltzer.yaml.Fields;
import io.seltzer.yaml.NearestName;
import io.seltzer.yaml.Position;
import io.seltzer.yaml.Scalar;
import io.seltzer.yaml.YamlNode.YamlScalar;
import java.util.Map;
import java.util.Optional;

/// Reads what every check has, and gives it its path and identity.
final class CheckHeaderReader {
    private final DatasetName dataset;
    private final Surroundings base;
    private final Map<String, Surroundings> scopes;
    private final SourceStyles styles;

    /// @param scopes by key
    /// @param styles of the file
    CheckHeaderReader(
            DatasetName dataset, Surroundings base, Map<String, Surroundings> scopes, SourceStyles styles) {
        this.dataset = dataset;
        this.base = base;
        this.scopes = scopes;
        this.styles = styles;
    }

    /// @param keyPosition of the check's type
    CheckHeader read(CheckType type, Fields body, Position keyPosition, Optional<String> column) {
        // A schema check is about the whole table wherever it stands.
        Optional<String> owner = type == CheckType.SCHEMA ? Optional.empty() : column;
        return read(type.key(), type.defaultName(), "", body, keyPosition, owner);
    }

    CheckHeader readReconciliation(String type, Fields body, Position keyPosition) {
        return read(type, "Source and target agree", "reconciliation.", body, keyPosition, Optional.empty());
    }

    private CheckHeader read(
            String type, String defaultName, String prefix, Fields body, Position keyPosition, Optional<String> owner) {
        Optional<String> scope = scope(body);
        Optional<String> qualifier = body.scalar("qualifier", "a text").map(scalar -> ScalarText.of(scalar.value()));
        CheckPlace place = new CheckPlace(scope, owner, type, qualifier);
        Surroundings surroundings = scope.map(scopes::get).orElse(base);
        body.truth("store_failed_rows");
        RemediationReader.read(body);
        return new CheckHeader(
                type,
                body.text("name").orElse(defaultName),
                CheckIdentity.of(dataset, place),
                prefix + place.path(),
                scope,
                owner,
                place.qualifier(),
                body.trimmed("filter"),
                AttributesReader.merged(surroundings.attributes(), AttributesReader.read(body, "attributes")),
                CheckDefinition.of(surroundings.filter(), owner, body, styles),
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
