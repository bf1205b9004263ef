package io.seltzer.cloud.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/// A file that pages refer to, out of the jar, in memory. Its address carries the hash of its contents, so a
/// browser may keep it for ever.
public enum StaticFile {
    STYLES("/static/seltzer.css", "text/css; charset=utf-8"),
    SCRIPT("/static/ui.js", "text/javascript; charset=utf-8"),
    HTMX("/META-INF/resources/webjars/htmx.org/2.0.4/dist/htmx.min.js", "text/javascript; charset=utf-8"),
    ICONS("/static/icons.svg", "image/svg+xml"),
    FAVICON("/static/favicon.svg", "image/svg+xml"),
    BUBBLES("/static/bubbles.svg", "image/svg+xml");

    private final String fileName;
    private final String mediaType;
    private final byte[] bytes;
    private final byte[] gzipped;
    private final String hash;

    StaticFile(String resource, String mediaType) {
        this.fileName = resource.substring(resource.lastIndexOf('/') + 1);
        this.mediaType = mediaType;
        this.bytes = read(resource);
        this.gzipped = gzip(bytes);
        this.hash = hash(bytes);
    }

    /// `/static/NAME?v=HASH`
    public String address() {
        return "/static/" + fileName + "?v=" + hash;
    }

    String fileName() {
        return fileName;
    }

    String mediaType() {
        return mediaType;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    byte[] gzipped() {
        return gzipped.clone();
    }

    String hash() {
        return hash;
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

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
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
