package io.seltzer.cloud.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderFileTest {
    private static final String START = "type: postgres\nname: shop\nconnection:\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  password: ${env.SHOP_PASSWORD}\n",
                "  password: ${ env.SHOP_PASSWORD }\n",
                "  password:\n",
                "  password_file: /run/secrets/shop\n",
                "  private_key_path: /keys/shop.p8\n",
                "  access_key_id: AKIA\n",
                "  use_password: true\n",
                "  host: ${env.HOST}\n",
                "  url: jdbc:postgresql://user:${env.PASSWORD}@db/shop\n",
            })
    void acceptsPlaceholdersAndWhatIsNoSecret(String line) {
        PlaceholderFile file = PlaceholderFile.read("datasource.yml", START + "  user: app\n" + line);

        assertThat(file.name()).isEqualTo("shop");
        assertThat(file.type()).isEqualTo("postgres");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  password: hunter2\n",
                "  password: x${env.SHOP_PASSWORD}hunter2\n",
                "  Password: hunter2\n",
                "  options: {clientSecret: hunter2}\n",
                "  tokens: [hunter2]\n",
                "  private_key: |\n    hunter2\n",
                "  password: 20772\n",
                "  url: jdbc:postgresql://user:hunter2@db/shop\n",
            })
    void refusesALiteralSecretWithItsPlaceAndWithoutItself(String line) {
        assertThatThrownBy(() -> PlaceholderFile.read("datasource.yml", START + line))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("datasource.yml:4:")
                .hasMessageContaining("${env.NAME}")
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("20772");
    }

    @Test
    void tellsAllFaultsAtOnce() {
        assertThatThrownBy(() -> PlaceholderFile.read("datasource.yml", "name: a/b\n"))
                .hasMessageContaining("key type")
                .hasMessageContaining("must not hold '/'")
                .hasMessageContaining("key connection");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "- a\n", "a: [", "just text"})
    void refusesWhatIsNoMapping(String text) {
        assertThatThrownBy(() -> PlaceholderFile.read("datasource.yml", text)).isInstanceOf(Refused.class);
    }
}
