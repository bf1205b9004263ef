package io.seltzer.contract;

import java.util.stream.Stream;

/// Contracts without faults that between them say everything the language can say.
final class ContractTexts {
    private ContractTexts() {}

    static Stream<String> all() {
        return Stream.of(ContractParserTest.WHOLE, EVERY_KEY, SPARSE);
    }

    /// Every key of contracts, columns, checks and thresholds.
    static final String EVERY_KEY = """
            dataset: ${var.SOURCE}/db/public/orders
            kind: contract
            description: Orders of the shop
            variables:
              SOURCE: {default: shop, type: string, required: false}
              LIMIT: {default: 5, type: number}
              CUT: {default: 2026-01-03 04:05}
            filter: region = 'EU'
            check_attributes: {team: sales, pii: false, since: 2026-01-01, rank: 3, nothing: , tags: [a, 1, true, ~]}
            scopes:
              eu:
                name: Europe
                description: The European Union
                filter: region = 'EU'
                schedule: {cron: 0 6 * * *, timezone: Europe/Brussels, variables: {DAYS: 1, REGION: EU}}
                check_attributes: {region: eu}
              rest-of-world: {name: Rest}
            columns:
            - name: id
              data_type: numeric
              numeric_precision: 10
              numeric_scale: 0
              description: Number of the order
              column_expression: abs(id)
              missing_values: [-1, ~]
              valid_min: 1
              valid_max: ${var.LIMIT}
              checks:
              - missing: {scope: eu, store_failed_rows: true}
              - invalid: {threshold: {must_be_less_than: "${var.LIMIT}", metric: count}}
              - duplicate:
                  name: Numbers are unique
                  qualifier: 1
                  filter: id > 0
                  attributes: {pii: true}
                  column_expression: id
                  missing_values: []
                  missing_format: {regex: '^$', name: nothing}
                  threshold: {metric: percent, must_be_less_than_or_equal: 1.5, level: WARN}
              - aggregate: {function: avgLength, threshold: {must_be_between: {greater_than: 1, less_than: 5}}}
              - aggregate: {qualifier: two, function: min, valid_min: 1, threshold: {must_not_be: 0, level: fail}}
              - row_count:
              - metric: {query: select 1, threshold: {must_be: 1}}
            - name: code
              data_type: varchar
              character_maximum_length: 10
              optional: false
              missing_format: {regex: ^-$, name: a dash}
              valid_values: [a, 1, true, 2026-01-01]
              invalid_values: []
              valid_format: {regex: '[a-z]+', name: small letters}
              invalid_format: {regex: '[0-9]', name: digits}
              valid_length: 3
              valid_min_length: 1
              valid_max_length: 5
              valid_reference_data: {dataset: shop/codes, column: code}
              checks:
            - name: at
              data_type: timestamp
              datetime_precision: 3
            checks:
            - schema:
            - row_count: {scope: rest-of-world, threshold: {must_be_not_between: {greater_than: 5, less_than_or_equal: 1}}}
            - duplicate: {columns: [id, code], threshold: {must_be_greater_than: 0, additional: {must_be: 1, level: warn}}}
            - metric: {expression: count(*), threshold: {level: warn, must_be: 1, additional: {must_be_greater_than: 0}}}
            - failed_rows: {expression: id < 0, threshold: {metric: percent, must_be: 0}}
            - failed_rows: {qualifier: q, query: select 1, rows_tested_query: select 5, threshold: {metric: percent, must_be: 0}}
            - failed_rows: {qualifier: k, keys_query: select id as i from t, key_column_mapping: {id: i}}
            - freshness: {column: at, now_variable: CUT, threshold: {unit: day, must_be_less_than: 2}}
            - freshness: {qualifier: null, scope: eu, column: at, threshold: {must_be_greater_than_or_equal: -1}}
            soda_runner: {checks_schedule: {cron: 0 6 * * *}}
            diagnostics: store_check_results
            failed_rows: {strategy: store_keys, keys: [id]}
            """;

    /// Keys without values, where they may be left out.
    static final String SPARSE = """
            dataset: a/b
            kind:
            description:
            variables:
            filter:
            check_attributes:
            columns:
            - name: c
              data_type:
              valid_values: [x]
              missing_format:
              checks:
              - missing:
                  name:
                  filter:
                  threshold:
                  attributes:
              - invalid: {threshold: {metric: , additional: }}
            checks:
            soda_runner:
            reconciliation:
            """;
}
