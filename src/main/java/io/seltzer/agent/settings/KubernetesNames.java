package io.seltzer.agent.settings;

import io.seltzer.config.ConfigSection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What names of things in a cluster look like. What the API server would refuse with each job, is refused at start.
final class KubernetesNames {
    static final List<String> PROXY = List.of("url", "except");

    private static final int LONGEST_NAME = 253;
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern LABEL_VALUE = Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?");
    private static final Pattern LABEL_NAME = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    private static final Pattern VARIABLE = Pattern.compile("[-._a-zA-Z][-._a-zA-Z0-9]*");

    /// By which the agent finds its jobs again.
    private static final List<String> OWN_LABELS = List.of("seltzer.io/", "app.kubernetes.io/managed-by");

    private final ConfigSection section;

    KubernetesNames(ConfigSection section) {
        this.section = section;
    }

    /// Of an object, such as a Secret.
    void object(String key, String name) {
        if (name.length() > LONGEST_NAME || !SUBDOMAIN.matcher(name).matches()) {
            section.fault(
                    "config.kubernetes-name",
                    key,
                    "must be a name as Kubernetes has them: small letters, digits, - and dots.");
        }
    }

    void objects(String key, Iterable<String> names) {
        names.forEach(name -> object(key, name));
    }

    void labels(String key, Map<String, String> labels) {
        keys(key, labels);
        if (!labels.values().stream().allMatch(matching(LABEL_VALUE))) {
            section.fault(
                    "config.kubernetes-label",
                    key,
                    "must have values of at most 63 letters, digits, -, _ and dots, beginning and ending with a letter "
                            + "or digit.");
        }
        if (labels.keySet().stream().anyMatch(label -> OWN_LABELS.stream().anyMatch(label::startsWith))) {
            section.fault(
                    "config.kubernetes-label",
                    key,
                    "must not have seltzer.io/... or app.kubernetes.io/managed-by: the agent finds its jobs by them.");
        }
    }

    /// Of labels and annotations.
    void keys(String key, Map<String, String> map) {
        if (!map.keySet().stream().allMatch(KubernetesNames::isLabelKey)) {
            section.fault(
                    "config.kubernetes-label",
                    key,
                    "must have keys as Kubernetes has them: a name of at most 63 letters, digits, -, _ and dots, "
                            + "perhaps after a domain and a slash.");
        }
    }

    void variables(String key, Map<String, String> variables) {
        if (!variables.keySet().stream().allMatch(matching(VARIABLE))) {
            section.fault("config.environment", key, "must have names of environment variables.");
        }
        if (variables.keySet().stream()
                .anyMatch(name -> name.startsWith("SELTZER_") && !name.startsWith("SELTZER_LOG_"))) {
            section.fault("config.environment", key, "must not set SELTZER_...: those are the agent's own.");
        }
    }

    void folders(String key, Map<String, String> byFolder) {
        if (!byFolder.keySet().stream().allMatch(folder -> folder.startsWith("/") && !folder.contains(":"))) {
            section.fault("config.path", key, "must have paths that begin with a slash.");
        }
    }

    private static boolean isLabelKey(String key) {
        int slash = key.indexOf('/');
        String domain = slash < 0 ? "" : key.substring(0, slash);
        boolean domainFits = domain.length() <= LONGEST_NAME && SUBDOMAIN.matcher(domain).matches();
        return (slash < 0 || domainFits)
                && LABEL_NAME.matcher(key.substring(slash + 1)).matches();
    }

    private static Predicate<String> matching(Pattern pattern) {
        return text -> pattern.matcher(text).matches();
    }
}
