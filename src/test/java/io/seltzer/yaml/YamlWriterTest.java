package io.seltzer.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlWriterTest {
    private static String rewritten(String text) {
        Faults faults = new Faults();
        YamlNode root = YamlReader.read("f.yml", text, faults).orElseThrow();
        assertThat(faults.inOrder()).isEmpty();
        return YamlWriter.write(root);
    }

    @Test
    void listsStandUnderTheirKeysWithoutIndent() {
        assertThat(rewritten("{a: [{b: 1, c: {d: x}}, y], e: {}}"))
                .isEqualTo("a:\n- b: 1\n  c:\n    d: x\n- y\ne: {}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "a: '10'\n", "a: 'true'\n", "a: '2024-01-01'\n", "a: 010\n", "a: 0x1F\n", "a: 'yes and: no'\n", "a: 'null'\n",
        "a: ''\n", "a: ${var.X}\n", "a: |-\n  one\n  two\n", "a: |\n  one\n  two\n", "'10': x\n"
    })
    void whatIsReadBackHasTheSameValues(String text) {
        assertThat(rewritten(text)).isEqualTo(text);
    }
}
