package io.seltzer.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.seltzer.cloud.store.ApiKey;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How the first key comes into being.
class BootstrapTest {
    private static final ApiKey KEY = new ApiKey("ops", "0123456789abcdef");

    private static Bootstrap of(ApiKey key) {
        return Bootstrap.of(Map.of(
                Bootstrap.KEY_ID, key.id(), Bootstrap.KEY_SECRET, key.secret(), Bootstrap.ORGANISATION, "Shop"));
    }

    private static RunningControlPlane start(PlainDatabase database, Bootstrap bootstrap) throws Exception {
        return RunningControlPlane.start(database, database.address(), new SettableClock(), settings -> new Settings(
                settings.port(),
                settings.bindAddress(),
                settings.database(),
                settings.publicUrl(),
                settings.rules(),
                settings.limits(),
                bootstrap));
    }

    private static TestHttp.Answer login(RunningControlPlane control, ApiKey key) {
        return new TestHttp(control.plane().port(), key).rest("GET", "/test-login");
    }

    @Test
    void theKeyOfTheEnvironmentOpensTheDoor() throws Exception {
        try (RunningControlPlane control = start(PlainDatabase.fresh(), of(KEY))) {
            assertThat(login(control, KEY).json().path("organisationName").asText()).isEqualTo("Shop");
            assertThat(control.plane().firstKey()).isEmpty();
        }
    }

    @Test
    void aFirstKeyIsMadeOnceAndStoredAsAHash() throws Exception {
        // Given
        PlainDatabase database = PlainDatabase.fresh();
        ApiKey made;
        try (RunningControlPlane control = start(database, Bootstrap.of(Map.of()))) {
            made = control.plane().firstKey().orElseThrow();
            assertThat(login(control, made).json().path("organisationName").asText()).isEqualTo("Seltzer");
        }

        // When
        try (RunningControlPlane again = start(database, Bootstrap.of(Map.of()))) {

            // Then
            assertThat(again.plane().firstKey()).isEmpty();
            assertThat(login(again, made).status()).isEqualTo(200);
        }
        assertThat(database.asSuperuser("select secret_hash::text || secret_salt::text || id from api_key"))
                .doesNotContain(made.secret());
        assertThat(made.toString()).doesNotContain(made.secret());
    }

    @Test
    void aKeyThatExistsKeepsItsSecret() throws Exception {
        PlainDatabase database = PlainDatabase.fresh();
        start(database, of(KEY)).close();
        ApiKey other = new ApiKey(KEY.id(), "fedcba9876543210");

        try (RunningControlPlane control = start(database, of(other))) {
            assertThat(login(control, KEY).status()).isEqualTo(200);
            assertThat(login(control, other).status()).isEqualTo(401);
        }
    }

    @Test
    void aShortSecretIsRefusedWithoutBeingRepeated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(new ApiKey("ops", "hunter2")))
                .withMessageContaining("shorter than 16")
                .withMessageNotContaining("hunter2");
    }

    @Test
    void halfAKeyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bootstrap.of(Map.of(Bootstrap.KEY_ID, "ops")))
                .withMessageContaining(Bootstrap.KEY_SECRET);
    }
}
