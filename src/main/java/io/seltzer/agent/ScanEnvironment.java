package io.seltzer.agent;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The environment of scan processes: what any program needs, and the variables that the settings name. Nothing else of
/// the agent's own, least of all its API key.
final class ScanEnvironment {
    private static final Logger LOGGER = LoggerFactory.getLogger(ScanEnvironment.class);
    private static final List<String> ALWAYS = List.of("TZ", "LANG");
    private static final String PATH = "PATH";
    private static final String PLAIN_PATH = "/usr/local/bin:/usr/bin:/bin";

    private ScanEnvironment() {}

    /// @param own the agent's environment
    /// @param passed names of variables to hand on
    static Map<String, String> of(Map<String, String> own, List<String> passed) {
        Map<String, String> environment = new TreeMap<>();
        environment.put(PATH, own.getOrDefault(PATH, PLAIN_PATH));
        for (String name : ALWAYS) {
            if (own.containsKey(name)) {
                environment.put(name, own.getOrDefault(name, ""));
            }
        }
        for (String name : passed) {
            if (own.containsKey(name)) {
                environment.put(name, own.getOrDefault(name, ""));
            } else {
                LOGGER.atWarn().addKeyValue("variable", name).log("A variable that scans shall get is not set");
            }
        }
        return Map.copyOf(environment);
    }
}
