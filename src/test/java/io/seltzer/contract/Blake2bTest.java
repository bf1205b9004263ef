package io.seltzer.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Blake2bTest {
    private static String hex(byte[] input, int length) {
        return HexFormat.of().formatHex(Blake2b.digest(input, length));
    }

    @Test
    void theExampleOfTheRfc() {
        assertThat(hex("abc".getBytes(StandardCharsets.UTF_8), 64))
                .isEqualTo("ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
                        + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
    }

    /// Digests of the bytes 0, 1, ..., 250, 0, 1, ... around the ends of blocks, by the reference implementation.
    @ParameterizedTest
    @CsvSource({
        "0, 4, 1271cf25",
        "0, 20, 3345524abf6bbe1809449224b5972c41790b6cf2",
        "1, 4, 0ad83173",
        "1, 20, 082ad992fb76871c33a1b9993a082952feaca5e6",
        "64, 4, 8afdf7ad",
        "64, 20, 11cc6661e922b0e407e0a57249c38d4ff76d8ec8",
        "127, 4, fb77425d",
        "127, 20, 535975c8d8c5dd9ed14a9204757b06783dd7b1fb",
        "128, 4, b36f9364",
        "128, 20, e6992372ab022447b34f6d6032fbab707a11adef",
        "129, 4, b382d211",
        "129, 20, a7bf25f1599102ab631e3052e8303a2c097d1a7e",
        "256, 4, 1b87e177",
        "256, 20, cd885d4187d2a1bee1e536edd1a23a87f993980c",
        "257, 4, 9c4dbe34",
        "257, 20, b194724f980678f0b3e381e0bb10dfedb4da9e81",
        "1000, 4, 1c9d5d67",
        "1000, 20, fc9a2426db78846a07219bc181a52bae9a62eacc"
    })
    void blocksAndShortDigests(int bytes, int length, String digest) {
        byte[] input = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            input[i] = (byte) (i % 251);
        }

        assertThat(hex(input, length)).isEqualTo(digest);
    }

    @Test
    void aDigestHasOneTo64Bytes() {
        assertThatThrownBy(() -> Blake2b.digest(new byte[0], 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Blake2b.digest(new byte[0], 65)).isInstanceOf(IllegalArgumentException.class);
    }
}
