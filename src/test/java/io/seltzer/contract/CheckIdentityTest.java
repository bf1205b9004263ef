package io.seltzer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The vectors of contract-language §11.
class CheckIdentityTest {
    private static final DatasetName BOOKINGS =
            new DatasetName("warehouse", List.of("soda_test", "shop"), "bookings");
    private static final DatasetName ORDERS = new DatasetName("duck", List.of("main"), "orders");

    private static CheckPlace place(String scope, String column, String type, String qualifier) {
        return new CheckPlace(given(scope), given(column), type, given(qualifier));
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(value -> !value.equals("-"));
    }

    @ParameterizedTest
    @CsvSource({
        "-,       id,  missing,   -,     84ed4fd8",
        "-,       id,  duplicate, -,     e75b9ff0",
        "-,       pnr, missing,   -,     6bbb9f48",
        "-,       pnr, missing,   '',    07a926de",
        "-,       -,   schema,    -,     9c1f99d9",
        "-,       -,   row_count, -,     b02f4ab8",
        "-,       -,   row_count, cheap, 7f8e10e2",
        "-,       -,   freshness, -,     0d1c02c3",
        "-,       -,   metric,    q,     fcbd2353",
        "eu,      id,  missing,   -,     f8d5655b",
        "eu-west, id,  missing,   -,     9de7e9a2",
        "eu,      -,   row_count, -,     83699a62",
        "eu,      -,   schema,    -,     996f7c6d"
    })
    void identitiesOfTheBookings(String scope, String column, String type, String qualifier, String identity) {
        assertThat(CheckIdentity.of(BOOKINGS, place(scope, column, type, qualifier))).isEqualTo(identity);
    }

    @ParameterizedTest
    @CsvSource({
        "id,      missing, -,   dca5083e",
        "country, invalid, ref, b151b0eb",
        "-,       schema,  -,   92979581"
    })
    void identitiesOfTheOrders(String column, String type, String qualifier, String identity) {
        assertThat(CheckIdentity.of(ORDERS, place("-", column, type, qualifier))).isEqualTo(identity);
    }

    @Test
    void withoutADataSourceTheIdentityIsAnother() {
        CheckPlace place = place("-", "id", "missing", "-");

        String unbound = CheckIdentity.of(Optional.empty(), BOOKINGS.prefixes(), BOOKINGS.table(), place);

        assertThat(unbound).hasSize(8).isNotEqualTo(CheckIdentity.of(BOOKINGS, place));
    }

    @Test
    void pathsNameScopeColumnTypeAndQualifier() {
        assertThat(place("-", "email", "missing", "-").path()).isEqualTo("columns.email.checks.missing");
        assertThat(place("-", "-", "row_count", "big").path()).isEqualTo("checks.row_count.big");
        assertThat(place("eu", "id", "missing", "-").path()).isEqualTo("scope.eu:columns.id.checks.missing");
    }
}
