package io.seltzer.agent;

import io.seltzer.protocol.WireJson;
import io.seltzer.testing.ResultSchema;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What other tests take for results are such.
class SampleResultsTest {
    @Test
    void fit_the_schema() {
        ResultSchema.assertFits(WireJson.MAPPER.valueToTree(SampleResults.failed(new UUID(1, 2))));
        ResultSchema.assertFits(WireJson.MAPPER.valueToTree(SampleResults.passed(null)));
    }
}
