package io.seltzer.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    private static final List<String> KNOWN = List.of("missing", "invalid", "row_count");

    @Test
    void aTypingErrorIsRecognised() {
        assertThat(NearestName.of("mising", KNOWN)).contains("missing");
        assertThat(NearestName.of("row-count", KNOWN)).contains("row_count");
        assertThat(NearestName.of("Invlaid", KNOWN)).contains("invalid");
        assertThat(NearestName.of("region", List.of("REGION"))).contains("REGION");
    }

    @Test
    void whatResemblesNothingGetsTheWholeList() {
        assertThat(NearestName.hint("freshness", KNOWN)).isEqualTo(" Known here: missing, invalid, row_count.");
        assertThat(NearestName.of("m".repeat(1_000_000), KNOWN)).isEmpty();
    }
}
