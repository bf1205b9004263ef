package io.seltzer.cloud.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A file of the jar that pages refer to. Its address carries the hash of its contents, so a browser may keep it
/// for ever.
public enum StaticFile {
    STYLES("/static/seltzer.css", "text/css; charset=utf-8"),
    SCRIPT("/static/ui.js", "text/javascript; charset=utf-8"),
    HTMX("/META-INF/resources/webjars/htmx.org/2.0.4/dist/htmx.min.js", "text/javascript; charset=utf-8"),
    CHART("/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js", "text/javascript; charset=utf-8"),
    CHARTS("/static/charts.js", "text/javascript; charset=utf-8"),
    MONITOR("/static/monitor.js", "text/javascript; charset=utf-8"),
    ICONS("/static/icons.svg", "image/svg+xml"),
    FAVICON("/static/favicon.svg", "image/svg+xml"),
    BUBBLES("/static/bubbles.svg", "image/svg+xml");

    private final String resource;
    private final String mediaType;
    private final String hash;

    StaticFile(String resource, String mediaType) {
        this.resource = resource;
        this.mediaType = mediaType;
        this.hash = hash(read(resource));
    }

    /// `/static/NAME?v=HASH`
    public String address() {
        return "/static/" + fileName() + "?v=" + hash;
    }

    String fileName() {
        return resource.substring(resource.lastIndexOf('/') + 1);
    }

    String mediaType() {
        return mediaType;
    }

    String hash() {
        return hash;
    }

    byte[] read() {
        return read(resource);
    }

    private static byte[] read(String resource) {
        try (InputStream file = StaticFile.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("Not in the jar: " + resource);
            }
            return file.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
