package io.seltzer.contract;

import io.seltzer.contract.Check.FailedRowsCheck;
import io.seltzer.contract.Check.MetricCheck;
import io.seltzer.contract.Check.Unit;
import io.seltzer.contract.Threshold.Comparison;
import io.seltzer.contract.ThresholdReader.Expectation;
import io.seltzer.yaml.Fields;
import io.seltzer.yaml.Scalar;
import io.seltzer.yaml.YamlNode.YamlScalar;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the checks whose SQL the user writes (contract-language §9.7, §9.8).
final class SqlCheckReader {
    private static final ThresholdReader A_NUMBER = new ThresholdReader(Optional.empty(), ThresholdKind.NUMBER);
    private static final ThresholdReader NONE_EXPECTED =
            new ThresholdReader(Optional.of(new Comparison.Equal(BigDecimal.ZERO)), ThresholdKind.SHARE);
    private static final List<String> FORMS = List.of("expression", "query", "keys_query");

    private SqlCheckReader() {}

    static Check metric(CheckBody body) {
        body.warnOfIdle(List.of("filter", "column_expression"));
        Optional<String> expression = body.fields().sql("expression");
        Optional<String> query = body.fields().sql("query");
        if (!body.has("expression") && !body.has("query")) {
            body.error("contract.no-metric", "metric needs an expression or a query.");
        }
        if (body.has("expression")) {
            body.warnOfIdle(List.of("query"));
        }
        MetricSource source = expression
                .<MetricSource>map(MetricSource.Expression::new)
                .orElseGet(() -> new MetricSource.Query(query.orElse("")));
        return new MetricCheck(body.header(), source, A_NUMBER.read(body).threshold());
    }

    static Check failedRows(CheckBody body) {
        body.warnOfIdle(List.of("column_expression"));
        List<String> forms = FORMS.stream().filter(body::has).toList();
        if (forms.isEmpty()) {
            body.error("contract.failed-rows-form", "failed_rows needs an expression, a query or a keys_query.");
        } else if (forms.size() > 1) {
            body.errorAtKey(
                    "contract.failed-rows-form",
                    "failed_rows takes one of expression, query and keys_query; here are "
                            + String.join(", ", forms) + ".",
                    forms.get(1));
        }
        if (!body.has("expression")) {
            // A query finds its own rows.
            body.warnOfIdle(List.of("filter"));
        } else {
            body.warnOfIdle(List.of("rows_tested_query"));
        }
        if (!body.has("keys_query")) {
            body.warnOfIdle(List.of("key_column_mapping"));
        }
        Expectation expected = NONE_EXPECTED.read(body);
        if (expected.unit() == Unit.PERCENT && !body.has("expression") && !body.has("rows_tested_query")) {
            body.errorAtKey(
                    "contract.no-rows-tested",
                    "A share needs the number of rows that could have failed. Add a rows_tested_query.",
                    "threshold");
        }
        return new FailedRowsCheck(body.header(), source(body.fields()), expected.unit(), expected.threshold());
    }

    private static FailedRowsSource source(Fields fields) {
        // All are read, for their faults; with more than one of them the contract is refused anyway.
        Optional<String> condition = fields.sql("expression");
        Optional<String> query = fields.sql("query");
        Optional<String> keysQuery = fields.sql("keys_query");
        Optional<String> rowsTested = fields.sql("rows_tested_query");
        Map<String, String> keyColumns = keyColumns(fields);
        if (keysQuery.isPresent()) {
            return new FailedRowsSource.KeysQuery(keysQuery.get(), rowsTested, keyColumns);
        }
        return query.isPresent()
                ? new FailedRowsSource.Query(query.get(), rowsTested)
                : new FailedRowsSource.Condition(condition.orElse(""));
    }

    private static Map<String, String> keyColumns(Fields fields) {
        Map<String, String> columns = new LinkedHashMap<>();
        fields.fields("key_column_mapping", "key_column_mapping").ifPresent(mapping -> mapping.map()
                .keys()
                .forEach(key -> {
                    mapping.require(key);
                    mapping.scalar(key, "the name of a column")
                            .ifPresent(scalar -> keep(mapping, key, scalar, columns));
                }));
        return columns;
    }

    private static void keep(Fields mapping, String key, YamlScalar scalar, Map<String, String> columns) {
        if (scalar.value() instanceof Scalar.Text(String column)) {
            columns.put(key, column);
        } else {
            mapping.error(
                    "contract.wrong-type",
                    key + " must be the name of a column, but is " + scalar.kind() + ". Put it in quotes.",
                    scalar.position());
        }
    }
}
