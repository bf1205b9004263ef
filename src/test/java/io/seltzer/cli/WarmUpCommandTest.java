package io.seltzer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.contract.Contract;
import io.seltzer.contract.ContractParser;
import io.seltzer.contract.ContractReading;
import io.seltzer.contract.ContractVariables;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WarmUpCommandTest {
    /// A fault in it would go unseen: the archive would only serve worse.
    @Test
    void the_training_contract_has_every_type_of_check_and_no_fault() {
        ContractReading reading =
                ContractParser.read("warm-up", WarmUpCommand.CONTRACT, ContractVariables.none(Instant.EPOCH));

        assertThat(reading.faults()).isEmpty();
        Contract contract = ((ContractReading.Accepted) reading).contract();
        assertThat(contract.checks().stream().map(check -> check.header().type()).distinct())
                .contains(
                        "schema", "row_count", "missing", "invalid", "duplicate", "aggregate", "metric", "failed_rows",
                        "freshness");
    }
}
