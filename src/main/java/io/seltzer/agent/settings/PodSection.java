package io.seltzer.agent.settings;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.seltzer.agent.launch.kubernetes.PodSettings;
import io.seltzer.config.ConfigSection;
import io.seltzer.config.Proxies;
import io.seltzer.yaml.Faults;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what is said about scan pods, in all three places where it can be said.
record PodSection(Faults faults) {
    private static final List<String> KEYS = List.of(
            "image", "cpu", "memory", "scratch", "secrets", "secretFiles", "serviceAccount", "environment", "labels",
            "annotations", "nodeSelector", "tolerations", "affinity", "priorityClass", "imagePullSecrets", "volumes",
            "volumeMounts", "hostNetwork", "proxy", "authorities");

    PodSettings read(ConfigSection section) {
        section.allow(KEYS);
        KubernetesNames names = new KubernetesNames(section);
        KubernetesFragment fragment = new KubernetesFragment(faults);
        List<String> secrets = section.list("secrets");
        names.objects("secrets", secrets);
        Map<String, String> secretFiles = section.texts("secretFiles");
        names.folders("secretFiles", secretFiles);
        names.objects("secretFiles", secretFiles.values());
        Map<String, String> environment = section.texts("environment");
        names.variables("environment", environment);
        Map<String, String> labels = section.texts("labels");
        names.labels("labels", labels);
        Map<String, String> annotations = section.texts("annotations");
        names.keys("annotations", annotations);
        Map<String, String> nodeSelector = section.texts("nodeSelector");
        names.keys("nodeSelector", nodeSelector);
        List<String> pullSecrets = section.list("imagePullSecrets");
        names.objects("imagePullSecrets", pullSecrets);
        return new PodSettings(
                section.optionalText("image"),
                quantity(section, "cpu"),
                quantity(section, "memory"),
                quantity(section, "scratch"),
                secrets,
                secretFiles,
                object(section, names, "serviceAccount"),
                environment,
                labels,
                annotations,
                nodeSelector,
                section.node("tolerations").map(node -> fragment.list("tolerations", node, Toleration.class)).orElse(List.of()),
                section.node("affinity").flatMap(node -> fragment.object("affinity", node, Affinity.class)),
                object(section, names, "priorityClass"),
                pullSecrets,
                section.node("volumes").map(node -> fragment.list("volumes", node, Volume.class)).orElse(List.of()),
                section.node("volumeMounts").map(node -> fragment.list("volumeMounts", node, VolumeMount.class)).orElse(List.of()),
                section.has("hostNetwork") ? Optional.of(section.truth("hostNetwork", false)) : Optional.empty(),
                section.optionalSection("proxy").map(PodSection::proxy),
                object(section, names, "authorities"));
    }

    private static Optional<String> object(ConfigSection section, KubernetesNames names, String key) {
        Optional<String> name = section.optionalText(key);
        name.ifPresent(given -> names.object(key, given));
        return name;
    }

    private static Optional<String> quantity(ConfigSection section, String key) {
        Optional<String> text = section.optionalText(key);
        if (text.isPresent() && !isAmount(text.get())) {
            section.fault(
                    "config.quantity",
                    key,
                    "must be an amount greater than 0 as Kubernetes writes it, such as " + example(key) + ".");
        }
        return text;
    }

    private static boolean isAmount(String text) {
        try {
            return Quantity.getAmountInBytes(Quantity.parse(text)).compareTo(BigDecimal.ZERO) > 0;
        } catch (IllegalArgumentException noAmount) {
            return false;
        }
    }

    private static String example(String key) {
        return key.equals("cpu") ? "250m" : "512Mi";
    }

    private static PodSettings.Proxy proxy(ConfigSection section) {
        section.allow(KubernetesNames.PROXY);
        String url = section.text("url");
        if (section.has("url") && Proxies.address(url).isEmpty()) {
            section.fault("config.url", "url", "must be the address of a proxy, such as http://proxy:3128.");
        }
        return new PodSettings.Proxy(url, section.optionalText("except").orElse(""));
    }
}
