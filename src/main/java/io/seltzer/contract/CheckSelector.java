package io.seltzer.contract;

import io.seltzer.contract.CheckHeader.Attribute;
import io.seltzer.yaml.NearestName;
import io.seltzer.yaml.Scalar;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One condition on a field of checks. A check that lacks the field matches none.
///
/// @param value a pattern in which `*` stands for any text and `?` for any character
/// @param members for an attribute whose value must be a list of exactly these
record CheckSelector(String field, boolean negated, String value, Optional<List<String>> members) {
    /// The scope of a check that belongs to none.
    static final String BASE = "base";

    private static final String PATH = "check_path";
    private static final String ATTRIBUTES = "attributes.";
    private static final List<String> FIELDS = List.of(
            "type", "name", "column", "path", "relative_path", PATH, "qualifier", "source", "collection", "standard",
            "scope");

    /// How the wire calls what contracts are.
    private static final String SOURCE = "soda-contract";

    sealed interface Parsing {
        record Valid(CheckSelector selector) implements Parsing {}

        record Faulty(String fault) implements Parsing {}
    }

    static CheckSelector ofPath(String path) {
        return new CheckSelector(PATH, false, path, Optional.empty());
    }

    static Parsing parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            return faulty(text, "has no =. Write field=value, e.g. type=missing.");
        }
        String left = text.substring(0, equals).strip();
        boolean negated = left.endsWith("!");
        String field = negated ? left.substring(0, left.length() - 1).strip() : left;
        String value = text.substring(equals + 1).strip();
        boolean ofAttribute = field.startsWith(ATTRIBUTES) && field.length() > ATTRIBUTES.length();
        if (field.isEmpty()) {
            return faulty(text, "names no field before the =.");
        }
        if (!ofAttribute && !FIELDS.contains(field)) {
            return faulty(text, "has the unknown field " + field + "." + NearestName.hint(field, FIELDS)
                    + " Attributes are written attributes.NAME.");
        }
        if (negated && value.isEmpty()) {
            return faulty(text, "excludes nothing: there is no value behind !=.");
        }
        if (!ofAttribute || !value.startsWith("[") || !value.endsWith("]")) {
            return new Parsing.Valid(new CheckSelector(field, negated, value, Optional.empty()));
        }
        return switch (QuotedMembers.parse(value.substring(1, value.length() - 1))) {
            case QuotedMembers.Parsing.Valid(List<String> members) ->
                new Parsing.Valid(new CheckSelector(field, negated, value, Optional.of(members)));
            case QuotedMembers.Parsing.Faulty(String fault) -> faulty(text, fault);
        };
    }

    private static Parsing faulty(String text, String fault) {
        return new Parsing.Faulty("The check filter " + text + " " + fault);
    }

    boolean matches(CheckHeader check) {
        if (field.startsWith(ATTRIBUTES)) {
            String name = field.substring(ATTRIBUTES.length());
            return check.attributes().stream()
                    .filter(attribute -> attribute.name().equals(name))
                    .anyMatch(this::matches);
        }
        return textOf(check).filter(this::matchesText).isPresent();
    }

    private boolean matches(Attribute attribute) {
        List<String> texts = attribute.values().stream()
                .filter(value -> !(value instanceof Scalar.Null))
                .map(ScalarText::of)
                .toList();
        if (members.isPresent()) {
            return attribute.isList() && new HashSet<>(texts).equals(new HashSet<>(members.get()));
        }
        return texts.stream().anyMatch(this::matchesText);
    }

    private Optional<String> textOf(CheckHeader check) {
        return switch (field) {
            case "type" -> Optional.of(check.type());
            case "name" -> Optional.of(check.name());
            case "column" -> check.column();
            case "path", "relative_path" ->
                Optional.of(check.path().substring(
                        check.scope().map(key -> "scope.:".length() + key.length()).orElse(0)));
            case PATH -> Optional.of(check.path());
            case "qualifier" -> check.qualifier();
            case "source" -> Optional.of(SOURCE);
            case "scope" -> Optional.of(check.scope().orElse(BASE));
            // Contracts belong to no collection and to no standard.
            default -> Optional.empty();
        };
    }

    boolean matchesText(String text) {
        String pattern = value.codePoints()
                .mapToObj(character -> switch (character) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(character));
                })
                .collect(Collectors.joining());
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(text).matches();
    }

    @Override
    public String toString() {
        return field + (negated ? "!=" : "=") + value;
    }
}
