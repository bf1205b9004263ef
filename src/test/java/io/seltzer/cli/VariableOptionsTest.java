package io.seltzer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariableOptionsTest {
    @ParameterizedTest
    @CsvSource({"20240101, 20240101", "1_000, 1000", "-7, -7", "0, 0"})
    void a_whole_number_is_one(String text, BigInteger number) {
        assertThat(VariableOptions.of(Map.of("X", text)).typed()).isEqualTo(Map.of("X", number));
    }

    @ParameterizedTest
    @CsvSource({"2.50, 2.50", ".5, 0.5", "1e3, 1E+3", "1_0.2_5, 10.25"})
    void a_fraction_is_a_number(String text, BigDecimal number) {
        assertThat(VariableOptions.of(Map.of("X", text)).typed()).isEqualTo(Map.of("X", number));
    }

    @ParameterizedTest
    @CsvSource({"EU", "1_", "nan", "2024-01-01", "1e99999", "0x1F", "."})
    void all_else_is_text(String text) {
        assertThat(VariableOptions.of(Map.of("X", text)).typed()).isEqualTo(Map.of("X", text));
    }

    @Test
    void blanks_around_names_and_values_do_not_count() {
        assertThat(VariableOptions.of(Map.of(" X ", " a b ")).texts()).isEqualTo(Map.of("X", "a b"));
    }

    @Test
    void an_empty_name_or_value_is_refused() {
        assertThatThrownBy(() -> VariableOptions.of(Map.of("X", " "))).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> VariableOptions.of(Map.of(" ", "x"))).isInstanceOf(UserError.class);
    }
}
