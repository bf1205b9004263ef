package io.seltzer.cloud.web;

import io.seltzer.cloud.store.InstructionState;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How much of a scan a page has seen: its state, whether there were results, the last entry of the time line,
/// and the last line of the log (lines are ordered by attempt and index). Goes to the browser and comes back.
public record ScanCursor(InstructionState state, boolean results, long event, long epoch, long line) {
    static final long NOTHING = -1;
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z]{1,30})\\.([01])\\.(-?\\d{1,18})\\.(-?\\d{1,18})\\.(-?\\d{1,18})");

    /// `running.0.12.1.40`
    public String text() {
        return state.name() + '.' + (results ? '1' : '0') + '.' + event + '.' + epoch + '.' + line;
    }

    /// Empty when the text is none of ours.
    static Optional<ScanCursor> read(@Nullable String text) {
        Matcher parts = FORM.matcher(text == null ? "" : text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Arrays.stream(InstructionState.values())
                .filter(state -> state.name().equals(parts.group(1)))
                .findFirst()
                .map(state -> new ScanCursor(
                        state,
                        parts.group(2).equals("1"),
                        Long.parseLong(parts.group(3)),
                        Long.parseLong(parts.group(4)),
                        Long.parseLong(parts.group(5))));
    }
}
