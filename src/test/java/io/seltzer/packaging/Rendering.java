package io.seltzer.packaging;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// What the chart renders to with one file of values.
///
/// @param name of the file
public record Rendering(String name, List<HasMetadata> objects) {
    static final Path ROOT = Path.of(Objects.requireNonNullElse(System.getProperty("seltzer.basedir"), "."));

    private static final String SETTINGS = "settings.yaml";

    /// All that are kept, `install.yaml` among them.
    public static List<Rendering> all() {
        Path kubernetes = ROOT.resolve("k8s");
        try (Stream<Path> rendered = Files.list(kubernetes.resolve("rendered"))) {
            return Stream.concat(Stream.of(kubernetes.resolve("install.yaml")), rendered)
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(Rendering::of)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Rendering of(Path file) {
        KubernetesSerialization serialization = new KubernetesSerialization();
        List<HasMetadata> objects = Stream.of(text(file).split("(?m)^---$"))
                .filter(document -> document.lines().anyMatch(line -> line.startsWith("kind: ")))
                .<HasMetadata>map(serialization::unmarshal)
                .toList();
        return new Rendering(file.getFileName().toString(), objects);
    }

    /// The text of the agent's settings file, where there is an agent.
    public Optional<String> agentSettings() {
        return of(ConfigMap.class).stream()
                .map(map -> map.getData().get(SETTINGS))
                .filter(Objects::nonNull)
                .findFirst();
    }

    JsonNode settings() {
        return new KubernetesSerialization().unmarshal(agentSettings().orElseThrow(), JsonNode.class);
    }

    <T extends HasMetadata> List<T> of(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    Deployment agent() {
        return of(Deployment.class).stream()
                .filter(deployment -> deployment.getMetadata().getName().endsWith("-agent"))
                .findFirst()
                .orElseThrow();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
