package io.seltzer.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GroupingTest {
    private static final UUID MONITOR = new UUID(0, 1);
    private final Grouping secret = new Grouping("origin", List.of(), false);
    private final Grouping named = new Grouping("origin", List.of(), true);

    @Test
    void a_group_goes_by_a_fingerprint_unless_its_values_may_leave() {
        assertThat(named.key(MONITOR, "BER")).isEqualTo("BER");
        assertThat(secret.key(MONITOR, "BER"))
                .matches("[0-9a-f]{16}")
                .isEqualTo(secret.key(MONITOR, "BER"))
                .isNotEqualTo(secret.key(MONITOR, "MUC"))
                .isNotEqualTo(secret.key(new UUID(0, 2), "BER"));
    }

    @Test
    void what_can_be_no_name_goes_by_a_fingerprint_too() {
        // A series without a group has the empty name.
        assertThat(named.key(MONITOR, "")).matches("[0-9a-f]{16}");
        assertThat(named.key(MONITOR, "x".repeat(101))).matches("[0-9a-f]{16}");
    }
}
