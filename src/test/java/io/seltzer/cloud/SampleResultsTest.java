package io.seltzer.cloud;

import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.CheckResult.Outcome;
import io.seltzer.testing.ResultSchema;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What other tests take for results are such.
class SampleResultsTest {
    @Test
    void fit_the_schema() {
        UUID scan = new UUID(1, 2);
        ResultSchema.assertFits(
                WireJson.MAPPER.valueToTree(SampleResults.of(scan, SampleResults.check("0123abcd", Outcome.warn))));
        ResultSchema.assertFits(WireJson.MAPPER.valueToTree(SampleResults.ofErrors(scan)));
    }
}
