package io.seltzer.agent;

import io.seltzer.agent.LedgerLine.Link;
import io.seltzer.agent.LedgerLine.NotALine;
import io.seltzer.agent.LedgerLine.Parsed;
import java.util.Iterator;
import java.util.stream.Stream;

/// Whether an egress ledger is as it was written. Cutting lines off its end cannot be seen from the ledger alone:
/// keep the last hash elsewhere for that.
public sealed interface LedgerVerification {
    /// @param lastHash to compare with one that was kept elsewhere
    record Intact(long lines, String lastHash) implements LedgerVerification {}

    /// @param line counted from 1 over all files
    record Broken(long line, String reason) implements LedgerVerification {}

    /// @param lines of all files, oldest first
    static LedgerVerification of(Stream<String> lines) {
        Link last = Link.FIRST;
        Iterator<String> rest = lines.iterator();
        while (rest.hasNext()) {
            long number = last.number() + 1;
            try {
                Parsed line = LedgerLine.parse(rest.next());
                if (!line.previous().equals(last.hash()) || line.link().number() != number) {
                    return new Broken(number, "The line does not follow the one before: lines are missing or moved.");
                }
                last = line.link();
            } catch (NotALine broken) {
                return new Broken(number, String.valueOf(broken.getMessage()));
            }
        }
        return new Intact(last.number(), last.hash());
    }
}
