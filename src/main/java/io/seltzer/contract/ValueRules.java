package io.seltzer.contract;

import io.seltzer.contract.Validity.Reference;
import io.seltzer.yaml.Fields;
import io.seltzer.yaml.Scalar;
import io.seltzer.yaml.YamlNode.YamlScalar;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a column or a check says of missing and of valid values. Each group is present when any key of it is
/// (contract-language §6).
record ValueRules(Optional<Missing> missing, Optional<Validity> validity) {
    static final List<String> MISSING_KEYS = List.of("missing_values", "missing_format");
    static final List<String> VALIDITY_KEYS = List.of(
            "valid_values", "invalid_values", "valid_format", "invalid_format", "valid_min", "valid_max",
            "valid_length", "valid_min_length", "valid_max_length", "valid_reference_data");
    static final List<String> FORMAT_KEYS = List.of("regex", "name");
    static final List<String> REFERENCE_KEYS = List.of("dataset", "column");
    static final List<String> KEYS =
            Stream.concat(MISSING_KEYS.stream(), VALIDITY_KEYS.stream()).toList();

    /// @param source the data source of the contract's dataset, in which references are looked up; blank
    ///     when that dataset is faulty
    static ValueRules read(Fields fields, String source) {
        Optional<Missing> missing = fields.hasAny(MISSING_KEYS)
                ? Optional.of(new Missing(
                        literals(fields, "missing_values").orElse(List.of()), format(fields, "missing_format")))
                : Optional.empty();
        Optional<Validity> validity =
                fields.hasAny(VALIDITY_KEYS) ? Optional.of(validity(fields, source)) : Optional.empty();
        return new ValueRules(missing, validity);
    }

    /// A check's group replaces the column's whole group.
    ValueRules over(ValueRules column) {
        return new ValueRules(missing.or(column::missing), validity.or(column::validity));
    }

    private static Validity validity(Fields fields, String source) {
        return new Validity(
                literals(fields, "valid_values"),
                literals(fields, "invalid_values"),
                format(fields, "valid_format"),
                format(fields, "invalid_format"),
                fields.number("valid_min"),
                fields.number("valid_max"),
                fields.count("valid_length"),
                fields.count("valid_min_length"),
                fields.count("valid_max_length"),
                reference(fields, source));
    }

    private static Optional<List<Literal>> literals(Fields fields, String key) {
        return fields.scalars(key)
                .map(scalars -> scalars.stream().flatMap(scalar -> literal(scalar).stream()).toList());
    }

    private static Optional<Literal> literal(YamlScalar scalar) {
        return switch (scalar.value()) {
            case Scalar.Text(String value) -> Optional.of(new Literal.Text(value));
            case Scalar.Decimal(var value) -> Optional.of(new Literal.Decimal(value));
            case Scalar.Truth(boolean value) -> Optional.of(new Literal.Truth(value));
            case Scalar.Date(LocalDate value) -> Optional.of(new Literal.Date(value));
            case Scalar.DateTime(LocalDateTime value, @Nullable ZoneOffset offset) ->
                Optional.of(new Literal.DateTime(value, offset));
            case Scalar.Null _ -> Optional.empty();
        };
    }

    private static Optional<Format> format(Fields fields, String key) {
        return fields.fields(key, key).flatMap(format -> {
            format.refuseAllBut(FORMAT_KEYS);
            format.require("regex");
            Optional<String> regex = format.text("regex");
            if (regex.filter(String::isEmpty).isPresent()) {
                format.error("contract.blank", "regex must not be empty.", format.map().positionOf("regex"));
            }
            Optional<String> name = format.requiredText("name");
            return regex.flatMap(text -> name.map(given -> new Format(text, given)));
        });
    }

    private static Optional<Reference> reference(Fields fields, String source) {
        return fields.fields("valid_reference_data", "valid_reference_data").flatMap(reference -> {
            reference.refuseAllBut(REFERENCE_KEYS);
            Optional<DatasetName> dataset = DatasetNames.required(reference, "dataset");
            dataset.map(DatasetName::source)
                    .filter(named -> !source.isBlank() && !named.equals(source))
                    .ifPresent(named -> reference.warning(
                            "contract.reference-source",
                            "The reference is looked up in the data source " + source + ", not in " + named + ".",
                            reference.map().positionOf("dataset")));
            Optional<String> column = reference.requiredText("column");
            return dataset.flatMap(name -> column.map(given -> new Reference(name, given)));
        });
    }
}
