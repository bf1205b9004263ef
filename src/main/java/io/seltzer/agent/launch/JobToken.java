package io.seltzer.agent.launch;

/// What a scan process shows to its gateway. A secret: printing it shows nothing.
public record JobToken(String secret) {
    @Override
    public String toString() {
        return "JobToken[***]";
    }
}
