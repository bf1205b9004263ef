package io.seltzer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTableTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0                     | 0",
        "1234567               | 1,234,567",
        "306.340               | 306.34",
        "-0.000011574074074073 | -0.00001157407407",
        "12345678901.25        | 12,345,678,901",
        "1E+3                  | 1,000",
        "4.99999999999         | 5",
    })
    void numbers_have_ten_digits_that_say_something(BigDecimal number, String shown) {
        assertThat(VerdictTable.number(number)).isEqualTo(shown);
    }
}
