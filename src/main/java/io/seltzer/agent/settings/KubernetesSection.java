package io.seltzer.agent.settings;

import io.seltzer.agent.launch.kubernetes.KubernetesSettings;
import io.seltzer.agent.launch.kubernetes.KubernetesSettings.PullPolicy;
import io.seltzer.agent.launch.kubernetes.PodSettings;
import io.seltzer.config.ConfigSection;
import io.seltzer.protocol.Instruction;
import io.seltzer.yaml.Faults;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Reads how scans run in a cluster.
record KubernetesSection(Function<String, Optional<String>> environment, Faults faults) {
    private static final List<String> KEYS = List.of(
            "namespace", "agentPods", "replica", "image", "imagePullPolicy", "keepFinishedSeconds", "startMinutes",
            "pods", "kinds", "dataSources");
    private static final int DAY = 86_400;

    KubernetesSettings read(ConfigSection section, AgentFile.Log log) {
        section.allow(KEYS);
        KubernetesNames names = new KubernetesNames(section);
        Optional<String> namespace = section.optionalText("namespace").or(() -> environment.apply("POD_NAMESPACE"));
        namespace.ifPresent(name -> names.object("namespace", name));
        PodSection pods = new PodSection(faults);
        return new KubernetesSettings(
                namespace,
                section.text("agentPods"),
                replica(section),
                section.text("image"),
                section.oneOf("imagePullPolicy", words(PullPolicy.values()))
                        .map(PullPolicy::valueOf)
                        .orElse(PullPolicy.IfNotPresent),
                Duration.ofSeconds(section.number("keepFinishedSeconds", 600, 0, 7 * DAY)),
                Duration.ofMinutes(section.number("startMinutes", 10, 1, DAY / 60)),
                logging(log).and(section.optionalSection("pods").map(pods::read).orElse(PodSettings.NONE)),
                byKind(section, pods),
                byDataSource(section, pods));
    }

    private String replica(ConfigSection section) {
        Optional<String> replica = section.optionalText("replica")
                .or(() -> environment.apply("POD_NAME"))
                .or(() -> environment.apply("HOSTNAME"));
        if (replica.isEmpty()) {
            section.fault(
                    "config.missing-key",
                    "replica",
                    "is missing, and neither POD_NAME nor HOSTNAME says the name of this pod.");
        }
        return replica.orElse("");
    }

    /// Scans log as their agent does, unless a pod is told otherwise.
    private static PodSettings logging(AgentFile.Log log) {
        Map<String, String> variables = new LinkedHashMap<>();
        log.format().ifPresent(format -> variables.put("SELTZER_LOG_FORMAT", format));
        log.level().ifPresent(level -> variables.put("SELTZER_LOG_LEVEL", level));
        return PodSettings.NONE.withEnvironment(variables);
    }

    private static Map<Instruction.Kind, PodSettings> byKind(ConfigSection section, PodSection pods) {
        Map<Instruction.Kind, PodSettings> byKind = new EnumMap<>(Instruction.Kind.class);
        section.optionalSection("kinds").ifPresent(kinds -> kinds.allow(words(Instruction.Kind.values())));
        section.sections("kinds").forEach((name, kind) -> Arrays.stream(Instruction.Kind.values())
                .filter(known -> known.name().equals(name))
                .forEach(known -> byKind.put(known, pods.read(kind))));
        return byKind;
    }

    private static Map<String, PodSettings> byDataSource(ConfigSection section, PodSection pods) {
        Map<String, PodSettings> byDataSource = new LinkedHashMap<>();
        section.sections("dataSources").forEach((name, source) -> byDataSource.put(name, pods.read(source)));
        return byDataSource;
    }

    private static List<String> words(Enum<?>[] values) {
        return Arrays.stream(values).<String>map(Enum::name).toList();
    }
}
