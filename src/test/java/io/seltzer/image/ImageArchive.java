package io.seltzer.image;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// An image as the tar that a container engine imports.
///
/// @param config what the engine is told: user, entrypoint, environment
/// @param files of all layers, by path
/// @param compressed bytes of all layers
record ImageArchive(JsonNode config, Map<String, TarArchiveEntry> files, long compressed) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static ImageArchive read(Path tar) throws IOException {
        Map<String, byte[]> parts = new HashMap<>();
        try (var entries = new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(tar)))) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                parts.put(entry.getName(), entries.readAllBytes());
            }
        }
        JsonNode manifest = MAPPER.readTree(parts.get("manifest.json")).get(0);
        Map<String, TarArchiveEntry> files = new TreeMap<>();
        long compressed = 0;
        for (JsonNode layer : manifest.get("Layers")) {
            byte[] bytes = requireNonNull(parts.get(layer.asText()));
            compressed += bytes.length;
            add(new GZIPInputStream(new ByteArrayInputStream(bytes)), files);
        }
        JsonNode config = MAPPER.readTree(parts.get(manifest.get("Config").asText()));
        return new ImageArchive(config.get("config"), files, compressed);
    }

    /// Content of one file.
    static byte[] content(Path tar, String path) throws IOException {
        try (var layers = new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(tar)))) {
            for (var layer = layers.getNextEntry(); layer != null; layer = layers.getNextEntry()) {
                if (layer.getName().endsWith(".tar.gz")) {
                    var files = new TarArchiveInputStream(new GZIPInputStream(layers));
                    for (var file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
                        if (path.equals("/" + file.getName())) {
                            return files.readAllBytes();
                        }
                    }
                }
            }
        }
        throw new AssertionError(tar + " has no " + path);
    }

    private static void add(InputStream layer, Map<String, TarArchiveEntry> files) throws IOException {
        try (var entries = new TarArchiveInputStream(layer)) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                files.put("/" + entry.getName(), entry);
            }
        }
    }
}
