package io.seltzer.agent.launch.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvFromSourceBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.seltzer.agent.launch.JobSpec;
import io.seltzer.agent.launch.ScanAccess;
import io.seltzer.agent.launch.ShortHash;
import io.seltzer.protocol.ScanApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The pod of a scan: locked down by the restricted pod security standard, whatever the settings say. Pure.
final class PodManifest {
    /// As the image wants it for what lives for seconds. The path of the jar is relative to the image's working folder,
    /// because its class-data archive remembers it so.
    private static final List<String> SCAN = List.of("/opt/java/bin/java", "@/app/scan.options", "-jar", "seltzer.jar");

    static final String CONTAINER = "scan";
    static final String BUNDLE_FILE = "bundle.json";
    static final String LAST_WORD = "/dev/termination-log";

    private static final long USER = 65532L;
    private static final String BUNDLE_FOLDER = "/etc/seltzer/bundle";
    private static final String AUTHORITIES_FOLDER = "/etc/seltzer/authorities";
    private static final String AUTHORITIES_FILE = "ca.crt";
    private static final String CPU = "250m";
    private static final String MEMORY = "512Mi";
    private static final String SCRATCH = "64Mi";

    private final KubernetesSettings settings;
    private final PodSettings pod;
    private final Duration stopGrace;

    PodManifest(KubernetesSettings settings, PodSettings pod, Duration stopGrace) {
        this.settings = settings;
        this.pod = pod;
        this.stopGrace = stopGrace;
    }

    PodSpec spec(JobSpec job) {
        boolean hostNetwork = pod.hostNetwork().orElse(false);
        PodSpec spec = new PodSpecBuilder()
                .withRestartPolicy("Never")
                .withTerminationGracePeriodSeconds(Math.max(1, stopGrace.toSeconds()))
                .withEnableServiceLinks(false)
                .withAutomountServiceAccountToken(pod.serviceAccount().isPresent())
                .withNodeSelector(new TreeMap<>(pod.nodeSelector()))
                .withTolerations(pod.tolerations())
                .withImagePullSecrets(pod.imagePullSecrets().stream()
                        .map(LocalObjectReference::new)
                        .toList())
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withFsGroup(USER)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withContainers(container(job))
                .withVolumes(volumes(job))
                .build();
        pod.serviceAccount().ifPresent(spec::setServiceAccountName);
        pod.affinity().ifPresent(spec::setAffinity);
        pod.priorityClass().ifPresent(spec::setPriorityClassName);
        if (hostNetwork) {
            spec.setHostNetwork(true);
            spec.setDnsPolicy("ClusterFirstWithHostNet");
        }
        return spec;
    }

    private Container container(JobSpec job) {
        return new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(pod.image().orElse(settings.image()))
                .withImagePullPolicy(settings.imagePullPolicy().name())
                .withCommand(SCAN)
                .withArgs("scan")
                .withEnv(environment(job.access()))
                .withEnvFrom(pod.secrets().stream().map(PodManifest::everyKeyOf).toList())
                .withResources(resources())
                .withVolumeMounts(mounts(job))
                .withTerminationMessagePath(LAST_WORD)
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .build();
    }

    /// In the order of their names; ours cannot be overridden. Variables of Secrets come beneath all of these.
    private List<EnvVar> environment(ScanAccess access) {
        Map<String, String> variables = new TreeMap<>();
        pod.proxy().ifPresent(proxy -> {
            variables.put("HTTP_PROXY", proxy.url());
            variables.put("HTTPS_PROXY", proxy.url());
            variables.put("NO_PROXY", except(proxy, access));
        });
        variables.putAll(pod.environment());
        pod.authorities().ifPresent(_ ->
                variables.put(ScanApi.AUTHORITIES_VARIABLE, AUTHORITIES_FOLDER + "/" + AUTHORITIES_FILE));
        access.bundle().ifPresent(_ -> variables.put(ScanApi.BUNDLE_VARIABLE, BUNDLE_FOLDER + "/" + BUNDLE_FILE));
        variables.put(ScanApi.LAST_WORD_VARIABLE, LAST_WORD);
        variables.putAll(access.environment());
        return variables.entrySet().stream()
                .map(variable -> new EnvVar(variable.getKey(), variable.getValue(), null))
                .toList();
    }

    /// The way to the agent's gateway leads through no proxy.
    private static String except(PodSettings.Proxy proxy, ScanAccess access) {
        boolean within = access.certificate().isPresent() || "http".equals(access.gateway().getScheme());
        String gateway = within ? access.gateway().getHost() : "";
        List<String> hosts = new ArrayList<>(List.of(proxy.except(), gateway));
        hosts.removeIf(String::isBlank);
        return String.join(",", hosts);
    }

    private static EnvFromSource everyKeyOf(String secret) {
        return new EnvFromSourceBuilder()
                .withNewSecretRef()
                .withName(secret)
                .endSecretRef()
                .build();
    }

    /// As much memory as is asked for and no more, so that nobody else's scan is ended for this one's.
    private ResourceRequirements resources() {
        Quantity memory = new Quantity(pod.memory().orElse(MEMORY));
        return new ResourceRequirementsBuilder()
                .addToRequests("cpu", new Quantity(pod.cpu().orElse(CPU)))
                .addToRequests("memory", memory)
                .addToLimits("memory", memory)
                .build();
    }

    private List<Volume> volumes(JobSpec job) {
        List<Volume> volumes = new ArrayList<>();
        volumes.add(new VolumeBuilder()
                .withName("tmp")
                .withNewEmptyDir()
                .withSizeLimit(new Quantity(pod.scratch().orElse(SCRATCH)))
                .endEmptyDir()
                .build());
        job.access()
                .bundle()
                .ifPresent(_ -> volumes.add(new VolumeBuilder()
                        .withName("bundle")
                        .withNewConfigMap()
                        .withName(job.name())
                        .endConfigMap()
                        .build()));
        pod.authorities()
                .ifPresent(configMap -> volumes.add(new VolumeBuilder()
                        .withName("authorities")
                        .withNewConfigMap()
                        .withName(configMap)
                        .endConfigMap()
                        .build()));
        new TreeMap<>(pod.secretFiles()).forEach((folder, secret) -> volumes.add(new VolumeBuilder()
                .withName(secretVolume(folder))
                .withNewSecret()
                .withSecretName(secret)
                .endSecret()
                .build()));
        volumes.addAll(pod.volumes());
        return volumes;
    }

    private List<VolumeMount> mounts(JobSpec job) {
        List<VolumeMount> mounts = new ArrayList<>();
        mounts.add(new VolumeMountBuilder()
                .withName("tmp")
                .withMountPath("/tmp")
                .build());
        job.access().bundle().ifPresent(_ -> mounts.add(readOnly("bundle", BUNDLE_FOLDER)));
        pod.authorities().ifPresent(_ -> mounts.add(readOnly("authorities", AUTHORITIES_FOLDER)));
        new TreeMap<>(pod.secretFiles())
                .forEach((folder, _) -> mounts.add(readOnly(secretVolume(folder), folder)));
        mounts.addAll(pod.volumeMounts());
        return mounts;
    }

    private static VolumeMount readOnly(String volume, String folder) {
        return new VolumeMountBuilder()
                .withName(volume)
                .withMountPath(folder)
                .withReadOnly(true)
                .build();
    }

    private static String secretVolume(String folder) {
        return "secret-" + ShortHash.of(folder);
    }
}
