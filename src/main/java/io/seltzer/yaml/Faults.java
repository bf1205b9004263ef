package io.seltzer.yaml;

import io.seltzer.yaml.Fault.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects all faults of a file, so that a user sees them in one run.
public final class Faults {
    private final List<Fault> faults = new ArrayList<>();

    public void error(String code, String message, Position position) {
        faults.add(new Fault(Severity.ERROR, code, message, position));
    }

    public void warning(String code, String message, Position position) {
        faults.add(new Fault(Severity.WARNING, code, message, position));
    }

    public void addAll(List<Fault> more) {
        faults.addAll(more);
    }

    public boolean hasErrors() {
        return faults.stream().anyMatch(fault -> fault.severity() == Severity.ERROR);
    }

    /// In the order of the file, each once: a text that is read for two purposes has its fault but once.
    public List<Fault> inOrder() {
        return faults.stream().distinct().sorted(Comparator.comparing(Fault::position)).toList();
    }
}
