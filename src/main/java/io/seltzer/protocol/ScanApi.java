package io.seltzer.protocol;

import io.seltzer.protocol.results.LogLine;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Messages between a scan process and whoever delivers to it (`/scan/v1`), besides [ScanBundle] (`GET bundle`)
/// and [io.seltzer.protocol.results.ScanResults] (`POST results`, answered 202 once they are safe on disk).
/// Every request carries `Authorization: Bearer <job token>`; 401 and 409 mean: stop. Nothing is counted by the scan's
/// own clock: lengths are counted from the request on, and where the time of day matters, the answers' `Date` says it.
public final class ScanApi {
    public static final String BUNDLE = "/scan/v1/bundle";
    public static final String HEARTBEAT = "/scan/v1/heartbeat";
    public static final String LOGS = "/scan/v1/logs";
    public static final String MEASUREMENTS = "/scan/v1/measurements";
    public static final String RESULTS = "/scan/v1/results";
    public static final String FAILURE = "/scan/v1/failure";

    /// Environment of a scan process.
    public static final String GATEWAY_VARIABLE = "SELTZER_GATEWAY";

    public static final String TOKEN_VARIABLE = "SELTZER_JOB_TOKEN";

    /// PEM text of the only certificate that the scan accepts from its gateway; absent where the usual authorities count.
    public static final String CERTIFICATE_VARIABLE = "SELTZER_GATEWAY_CERTIFICATE";

    /// Path of a file that holds the bundle; absent when the scan fetches it.
    public static final String BUNDLE_VARIABLE = "SELTZER_BUNDLE";

    /// Path of a PEM file with certificate authorities that count besides the usual ones; absent where there are none.
    public static final String AUTHORITIES_VARIABLE = "SELTZER_CA_FILE";

    /// Path of a file whose text outlives the process, for whoever watches it from outside.
    public static final String LAST_WORD_VARIABLE = "SELTZER_LAST_WORD";

    /// Last word of a scan whose results, or whose reason for having none, are in safe hands.
    public static final String DELIVERED = "delivered";

    private ScanApi() {}

    /// Answer to `POST heartbeat`.
    ///
    /// @param validSeconds how long the scan may go on without another answer; a length, not an instant, so
    ///     that clocks need not agree
    /// @param cancel whether the scan shall stop
    public record HeartbeatAnswer(long validSeconds, boolean cancel) {}

    /// `POST logs`
    public record LogBatch(List<LogLine> lines) {}

    /// `POST failure`: the scan ends without results, for a reason that a retry would meet again.
    ///
    /// @param code stable, e.g. `config.missing-environment`
    public record Failure(String code, String message) {
        private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");
        private static final int LONGEST_MESSAGE = 2_000;
        private static final String MORE = "\n... and more: see the scan's log.";

        /// As long as it may be; the log of the scan has the rest.
        public Failure shortened() {
            return message.length() <= LONGEST_MESSAGE
                    ? this
                    : new Failure(code, message.substring(0, LONGEST_MESSAGE - MORE.length()) + MORE);
        }

        /// Why it is not taken; empty when it is.
        public Optional<String> fault() {
            if (!CODE.matcher(code).matches()) {
                return Optional.of("The code of a failure has small letters, digits, dots and dashes.");
            }
            return message.length() > LONGEST_MESSAGE
                    ? Optional.of("The message of a failure has at most " + LONGEST_MESSAGE + " characters.")
                    : Optional.empty();
        }
    }
}
