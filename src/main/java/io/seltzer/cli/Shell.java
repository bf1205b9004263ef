package io.seltzer.cli;

import java.util.Locale;

/// A shell that completes command lines.
enum Shell {
    BASH,
    ZSH,
    FISH;

    /// As options spell it.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
