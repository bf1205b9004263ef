package io.seltzer.agent.launch.kubernetes;

import io.seltzer.agent.launch.ShortHash;
import java.util.regex.Pattern;

/// Any text as the value of a label: itself where Kubernetes allows it, otherwise its hash.
final class LabelValue {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

    private LabelValue() {}

    static String of(String text) {
        return ALLOWED.matcher(text).matches() ? text : ShortHash.of(text);
    }
}
