package io.seltzer.config;

import io.seltzer.config.SodaCloudFile.ApiKey;
import io.seltzer.config.SodaCloudFile.Scheme;
import io.seltzer.yaml.Faults;
import io.seltzer.yaml.Position;
import io.seltzer.yaml.YamlNode;
import io.seltzer.yaml.YamlNode.YamlMap;
import io.seltzer.yaml.YamlReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Reads Soda Cloud files.
public final class SodaCloudFileReader {
    private static final String TOP = "soda_cloud";
    private static final String KEY_ID = "api_key_id";
    private static final String KEY_SECRET = "api_key_secret";
    private static final List<String> KEYS = List.of("host", "port", "scheme", KEY_ID, KEY_SECRET);
    private static final String DEFAULT_HOST = "cloud.soda.io";

    /// As templates of other programs write it; nothing fills it in.
    private static final Pattern NAMELESS_PLACEHOLDER = Pattern.compile("\\$\\{ *[a-zA-Z_][a-zA-Z_0-9]* *}");

    private final Function<String, Optional<String>> environment;

    /// @param environment looks up `${env.NAME}` and the token
    public SodaCloudFileReader(Function<String, Optional<String>> environment) {
        this.environment = environment;
    }

    /// @param file name for messages
    public ConfigReading<SodaCloudFile> read(String file, String text) {
        Faults faults = new Faults();
        Optional<SodaCloudFile> value =
                YamlReader.read(file, text, faults).flatMap(root -> cloud(file, root, faults));
        return value.isPresent() && !faults.hasErrors()
                ? new ConfigReading.Valid<>(value.get())
                : new ConfigReading.Faulty<>(faults.inOrder());
    }

    private Optional<SodaCloudFile> cloud(String file, YamlNode root, Faults faults) {
        if (!(root instanceof YamlMap map)) {
            faults.error(
                    "config.type",
                    "A Soda Cloud file is a mapping with the key " + TOP + "; this is " + root.kind() + ".",
                    new Position(file, 0, 0));
            return Optional.empty();
        }
        ConfigSection top = new ConfigSection(map, environment, faults);
        top.allow(List.of(TOP));
        return top.section(TOP).flatMap(section -> cloud(section, faults));
    }

    private Optional<SodaCloudFile> cloud(ConfigSection section, Faults faults) {
        section.allow(KEYS);
        Optional<Secret> token =
                environment.apply(SodaCloudFile.TOKEN_VARIABLE).filter(text -> !text.isBlank()).map(Secret::new);
        Optional<URI> address = address(section, faults);
        Optional<ApiKey> key = key(section, token.isPresent(), faults);
        return address.map(known -> new SodaCloudFile(known, key, token));
    }

    private static Optional<URI> address(ConfigSection section, Faults faults) {
        Scheme scheme = section.choice("scheme", Scheme.HTTPS, Scheme.class);
        String host = section.optionalText("host").orElse(DEFAULT_HOST).strip();
        int port = section.number("port", -1, 1, 65_535);
        try {
            URI address =
                    new URI(scheme.name().toLowerCase(Locale.ROOT), null, host, port, null, null, null);
            if (host.equals(address.getHost())) {
                return Optional.of(address);
            }
        } catch (URISyntaxException noHost) {
            // Told below, without the text.
        }
        faults.error(
                "config.host",
                "host must be the name or the address of a computer, without scheme, port and path.",
                section.positionOf("host"));
        return Optional.empty();
    }

    /// A file that is only used with a token need not name a key.
    private static Optional<ApiKey> key(ConfigSection section, boolean hasToken, Faults faults) {
        if (hasToken && !section.has(KEY_ID) && !section.has(KEY_SECRET)) {
            return Optional.empty();
        }
        String id = part(section, KEY_ID, faults);
        return Optional.of(new ApiKey(id, new Secret(part(section, KEY_SECRET, faults))));
    }

    private static String part(ConfigSection section, String key, Faults faults) {
        if (!section.has(key)) {
            return section.text(key);
        }
        Optional<String> text = section.optionalText(key).map(String::strip);
        if (text.filter(String::isEmpty).isPresent()) {
            faults.error("config.empty", key + " is empty.", section.positionOf(key));
        }
        if (text.filter(NAMELESS_PLACEHOLDER.asMatchPredicate()).isPresent()) {
            faults.error(
                    "config.placeholder",
                    key + ": a value from the environment is written ${env.NAME}.",
                    section.positionOf(key));
        }
        return text.orElse("");
    }
}
