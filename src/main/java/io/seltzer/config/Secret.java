package io.seltzer.config;

/// A value that must not be shown. Only [#reveal()] gives it out, so every use can be found.
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
