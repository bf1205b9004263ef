package io.seltzer.cloud.web;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Answers `/static/:file`. An address with the hash of another build (a page of yesterday, a replica that is
/// not yet replaced) gets today's file, but nobody may keep it under that address.
final class StaticFiles implements Handler<RoutingContext> {
    private static final CharSequence FOR_EVER = "public, max-age=31536000, immutable";
    private static final CharSequence ASK_AGAIN = "no-cache";

    private record Ready(StaticFile file, Buffer plain, Buffer gzipped) {}

    private final Map<String, Ready> files = Arrays.stream(StaticFile.values())
            .collect(Collectors.toUnmodifiableMap(StaticFile::fileName, StaticFiles::ready));

    private static Ready ready(StaticFile file) {
        byte[] plain = file.read();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Ready(file, Buffer.buffer(plain), Buffer.buffer(packed.toByteArray()));
    }

    @Override
    public void handle(RoutingContext context) {
        @Nullable Ready ready = files.get(context.pathParam("file"));
        if (ready == null) {
            context.next();
            return;
        }
        StaticFile file = ready.file();
        boolean current = file.hash().equals(context.request().getParam("v"));
        String tag = '"' + file.hash() + '"';
        HttpServerResponse response = context.response()
                .putHeader(HttpHeaders.CACHE_CONTROL, current ? FOR_EVER : ASK_AGAIN)
                .putHeader(HttpHeaders.ETAG, tag)
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (tag.equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.mediaType());
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        if (accepted != null && accepted.contains("gzip")) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(ready.gzipped());
        } else {
            response.end(ready.plain());
        }
    }
}
