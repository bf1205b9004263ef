package io.seltzer.cloud.store;

import io.seltzer.yaml.Fault;
import io.seltzer.yaml.Faults;
import io.seltzer.yaml.Placeholders;
import io.seltzer.yaml.Position;
import io.seltzer.yaml.Scalar;
import io.seltzer.yaml.YamlNode;
import io.seltzer.yaml.YamlNode.YamlList;
import io.seltzer.yaml.YamlNode.YamlMap;
import io.seltzer.yaml.YamlNode.YamlScalar;
import io.seltzer.yaml.YamlReader;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A data source file, or a diagnostics warehouse file, which has the same form, as the control plane keeps it: its
/// placeholders stand unresolved, and only name and type are read. A credential that is written out is refused: it
/// must never get here.
///
/// @param text the file as it came
public record PlaceholderFile(String name, String type, String text) {
    private static final Pattern SECRET_KEY = Pattern.compile(
            ".*(password|passwd|passphrase|secret|token|private_?key|access_?key|api_?key|credential"
                    + "|account_info_json$).*");

    /// Keys that only sound so: paths and names of where a credential is, and switches.
    private static final Pattern HARMLESS_KEY = Pattern.compile(".*(_path|_file|_name|_url|_type|_id|_enabled)$");

    private static final Pattern PASSWORD_IN_URL = Pattern.compile("://[^/@:\\s]*:([^@/\\s]+)@");

    /// Fails with [Refused] that lists every fault with its place, and no value.
    public static PlaceholderFile read(String fileName, String text) {
        Faults faults = new Faults();
        YamlNode root = YamlReader.read(fileName, text, faults).orElse(null);
        String name = "";
        String type = "";
        if (root instanceof YamlMap map) {
            name = text(map, "name", faults);
            type = text(map, "type", faults);
            if (!(map.get("connection") instanceof YamlMap)) {
                faults.error(
                        "datasource.connection",
                        "The key connection, a mapping with host, user and so on, is missing.",
                        map.positionOf("connection"));
            }
            if (name.contains("/")) {
                faults.error(
                        "datasource.name",
                        "A data source's name must not hold '/': it is the first part of dataset names.",
                        map.positionOf("name"));
            }
            findLiteralSecrets("", map, faults);
        } else if (root != null) {
            faults.error(
                    "datasource.shape", "A data source file is a mapping, not " + root.kind() + ".", root.position());
        }
        if (faults.hasErrors()) {
            throw Refused.invalid("datasource_invalid", lines(faults));
        }
        return new PlaceholderFile(name, type, text);
    }

    private static String lines(Faults faults) {
        return faults.inOrder().stream().map(Fault::toString).collect(Collectors.joining("\n"));
    }

    private static String text(YamlMap map, String key, Faults faults) {
        if (map.get(key) instanceof YamlScalar(Scalar.Text(String value), _, _) && !value.isBlank()) {
            return value;
        }
        faults.error("datasource." + key, "The key " + key + " with a text is missing.", map.positionOf(key));
        return "";
    }

    private static void findLiteralSecrets(String key, YamlNode node, Faults faults) {
        switch (node) {
            case YamlMap map ->
                map.entries().forEach((inner, entry) -> findLiteralSecrets(inner, entry.value(), faults));
            case YamlList list -> list.items().forEach(item -> findLiteralSecrets(key, item, faults));
            case YamlScalar(Scalar.Null _, _, _) -> {}
            case YamlScalar(Scalar.Truth _, _, _) -> {}
            case YamlScalar scalar -> findLiteralSecret(key, scalar.text(), scalar.position(), faults);
        }
    }

    private static void findLiteralSecret(String key, String value, Position position, Faults faults) {
        String lower = key.toLowerCase(Locale.ROOT);
        boolean secret = SECRET_KEY.matcher(lower).matches() && !HARMLESS_KEY.matcher(lower).matches();
        if (secret && !value.isEmpty() && !Placeholders.isWhole(value.strip())) {
            faults.error(
                    "datasource.literal-secret",
                    "The value of " + key + " is written out. Put it into the environment of the scans and write"
                            + " ${env.NAME} here.",
                    position);
        }
        Matcher inUrl = PASSWORD_IN_URL.matcher(value);
        if (inUrl.find() && !Placeholders.isWhole(inUrl.group(1))) {
            faults.error(
                    "datasource.literal-secret",
                    "The URL under " + key + " holds a password. Write ${env.NAME} in its place.",
                    position);
        }
    }
}
