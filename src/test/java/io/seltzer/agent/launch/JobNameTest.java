package io.seltzer.agent.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.protocol.Lease;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JobNameTest {
    private static final UUID INSTRUCTION = UUID.fromString("6f1c2e3a-0000-4000-8000-000000000001");

    @Test
    void is_a_short_dns_label_from_the_hash_of_instruction_and_epoch() {
        // When
        String name = JobName.of(new Lease(INSTRUCTION, 1));

        // Then printf '6f1c2e3a-0000-4000-8000-000000000001|1' | sha256sum | xxd -r -p | base32
        assertThat(name).isEqualTo("scan-f2jpdpzufdptszgf");
    }

    @Test
    void is_the_same_for_the_same_lease_and_another_for_the_next_epoch() {
        // When
        String first = JobName.of(new Lease(INSTRUCTION, 1));
        String again = JobName.of(new Lease(INSTRUCTION, 1));
        String next = JobName.of(new Lease(INSTRUCTION, 2));

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(next).isNotEqualTo(first);
    }
}
