package io.seltzer.source;

import java.time.Duration;

/// How long a session of a scan waits for a lock while the scan has others.
///
/// Each session holds the locks of the tables it has read until the scan ends. Whoever asks to change such a table
/// waits for it, and another session of the scan that comes later waits behind them: for ever, as the server does
/// not see that the first session waits for the later one, in this process. All readers of the table would wait
/// along. Those who are done with a table within seconds are waited for.
public final class LockPatience {
    public static final Duration LIMIT = Duration.ofSeconds(5);

    /// Not a startup option, which poolers refuse.
    public static final String SETTING = "set lock_timeout = " + LIMIT.toMillis();

    static final String WITHOUT = "reset lock_timeout";

    private LockPatience() {}
}
