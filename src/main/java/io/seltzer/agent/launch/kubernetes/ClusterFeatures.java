package io.seltzer.agent.launch.kubernetes;

/// What a cluster knows of what not every cluster knows. One that does not know a field drops it without a word, so that
/// asking is only worth it for what would be misread.
///
/// @param podFailurePolicy since 1.26 where nobody switched it on or off
/// @param podReplacementPolicy since 1.29
public record ClusterFeatures(boolean podFailurePolicy, boolean podReplacementPolicy) {
    private static final int POD_FAILURE_POLICY = 26;
    private static final int POD_REPLACEMENT_POLICY = 29;

    /// From the version as the API server tells it, such as `1` and `31+`.
    static ClusterFeatures of(String major, String minor) {
        int version = major.equals("1") ? number(minor) : Integer.MAX_VALUE;
        return new ClusterFeatures(version >= POD_FAILURE_POLICY, version >= POD_REPLACEMENT_POLICY);
    }

    private static int number(String minor) {
        String digits = minor.replaceAll("\\D.*", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
