package io.seltzer.agent.launch.kubernetes;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a platform engineer may say about scan pods. What makes them safe (user, capabilities, file system, seccomp) is not
/// among it.
///
/// @param image another one than usual, such as the variant with more drivers
/// @param cpu request, such as `250m`
/// @param memory request and limit, such as `512Mi`
/// @param scratch size of `/tmp`, such as `64Mi`
/// @param secrets names of Secrets whose keys become environment variables
/// @param secretFiles folder of the pod, and the Secret whose keys become files there
/// @param serviceAccount for workload identity; without one a pod gets no token of the cluster
/// @param hostNetwork whether pods share the node's network
/// @param proxy for what leaves the cluster
/// @param authorities ConfigMap with the customer's own certificate authorities, as PEM under `ca.crt`
public record PodSettings(
        Optional<String> image,
        Optional<String> cpu,
        Optional<String> memory,
        Optional<String> scratch,
        List<String> secrets,
        Map<String, String> secretFiles,
        Optional<String> serviceAccount,
        Map<String, String> environment,
        Map<String, String> labels,
        Map<String, String> annotations,
        Map<String, String> nodeSelector,
        List<Toleration> tolerations,
        Optional<Affinity> affinity,
        Optional<String> priorityClass,
        List<String> imagePullSecrets,
        List<Volume> volumes,
        List<VolumeMount> volumeMounts,
        Optional<Boolean> hostNetwork,
        Optional<Proxy> proxy,
        Optional<String> authorities) {

    public static final PodSettings NONE = new PodSettings(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Map.of(),
            Optional.empty(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /// These, with no other environment variables than the given ones.
    public PodSettings withEnvironment(Map<String, String> variables) {
        return new PodSettings(
                image, cpu, memory, scratch, secrets, secretFiles, serviceAccount, variables, labels, annotations,
                nodeSelector, tolerations, affinity, priorityClass, imagePullSecrets, volumes, volumeMounts, hostNetwork, proxy,
                authorities);
    }

    /// @param url such as `http://proxy:3128`
    /// @param except hosts and domains that are reached directly, separated by commas
    public record Proxy(String url, String except) {}

    /// These, with the other ones on top.
    public PodSettings and(PodSettings over) {
        return new PodSettings(
                over.image.or(() -> image),
                over.cpu.or(() -> cpu),
                over.memory.or(() -> memory),
                over.scratch.or(() -> scratch),
                both(secrets, over.secrets),
                both(secretFiles, over.secretFiles),
                over.serviceAccount.or(() -> serviceAccount),
                both(environment, over.environment),
                both(labels, over.labels),
                both(annotations, over.annotations),
                both(nodeSelector, over.nodeSelector),
                both(tolerations, over.tolerations),
                over.affinity.or(() -> affinity),
                over.priorityClass.or(() -> priorityClass),
                both(imagePullSecrets, over.imagePullSecrets),
                both(volumes, over.volumes),
                both(volumeMounts, over.volumeMounts),
                over.hostNetwork.or(() -> hostNetwork),
                over.proxy.or(() -> proxy),
                over.authorities.or(() -> authorities));
    }

    private static <T> List<T> both(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        second.stream().filter(one -> !all.contains(one)).forEach(all::add);
        return List.copyOf(all);
    }

    private static Map<String, String> both(Map<String, String> first, Map<String, String> second) {
        Map<String, String> all = new LinkedHashMap<>(first);
        all.putAll(second);
        return Map.copyOf(all);
    }
}
