package io.seltzer.scan;

import io.seltzer.protocol.ScanBundle;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.CheckResult;
import io.seltzer.protocol.results.Diagnostics;
import io.seltzer.protocol.results.LogLine;
import io.seltzer.protocol.results.ScanResults;
import java.util.List;

/// How the messages of a scan become records and back is worked out by reflection at their first use. Nothing of it depends
/// on what they say, so it need not wait for them: a scan of half a second ends a fifteenth sooner where it has two cores.
public final class MessageTypes {
    /// Members of lists and of sealed types are not worked out with those that hold them. Of diagnostics these are the usual.
    private static final List<Class<?>> WRITTEN = List.of(
            ScanResults.class,
            CheckResult.class,
            LogLine.class,
            Diagnostics.Missing.class,
            Diagnostics.Invalid.class,
            Diagnostics.Duplicate.class,
            Diagnostics.RowCount.class);

    private MessageTypes() {}

    /// Works it out beside whatever else is done. It spoils nothing if it comes too late, or never ends.
    public static void workOutAhead() {
        Thread.ofPlatform().daemon().name("message-types").start(() -> {
            WireJson.MAPPER.readerFor(ScanBundle.class);
            WRITTEN.forEach(WireJson.MAPPER::writerFor);
        });
    }
}
