package io.seltzer.cloud.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
    @Test
    void readsBothFormsOfUrl() {
        DatabaseAddress jdbc = DatabaseAddress.of("jdbc:postgresql://db:5433/seltzer?sslmode=require", "app", "pw");
        DatabaseAddress plain = DatabaseAddress.of("postgres://app:pw@db:5433/seltzer?sslmode=require", null, null);

        assertThat(jdbc).isEqualTo(plain);
        assertThat(jdbc.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5433/seltzer?sslmode=require");
        assertThat(jdbc.options().getPort()).isEqualTo(5433);
        assertThat(jdbc.options().getUser()).isEqualTo("app");
        assertThat(jdbc.toString()).doesNotContain("pw");
    }

    @Test
    void knowsTheUsualPort() {
        assertThat(DatabaseAddress.of("postgresql://db/seltzer", "app", "pw").url())
                .isEqualTo("postgresql://db:5432/seltzer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://db/x", "postgresql://app:hunter2@db", "postgresql:// app:hunter2@db/x", "hunter2"})
    void refusesWhatIsNoSuchUrlWithoutRepeatingIt(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseAddress.of(url, null, null))
                .withMessageContaining("postgresql://host:port/name")
                .withMessageNotContaining("hunter2");
    }
}
