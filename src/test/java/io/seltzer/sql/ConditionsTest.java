package io.seltzer.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    @Test
    void encloses_alternatives_only() {
        assertThat(Conditions.all(List.of("a = 1", Conditions.any(List.of("b = 2", "c = 3")))))
                .isEqualTo("a = 1 AND (b = 2 OR c = 3)");
        assertThat(Conditions.any(List.of("a = 1"))).isEqualTo("a = 1");
        assertThat(Conditions.not("a = 1")).isEqualTo("NOT(a = 1)");
    }

    @Test
    void takes_none_for_always_and_no_alternative_for_never() {
        assertThat(Conditions.all(List.of())).isEqualTo("1 = 1");
        assertThat(Conditions.any(List.of())).isEqualTo("1 = 0");
    }

    @Test
    void survives_a_comment_at_the_end_of_what_a_user_wrote() {
        assertThat(Conditions.written("a = 1 -- really")).isEqualTo("(a = 1 -- really\n)");
    }
}
