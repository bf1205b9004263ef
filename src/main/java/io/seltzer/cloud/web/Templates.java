package io.seltzer.cloud.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/// Turns view models into pages.
final class Templates {
    private static final String PACKAGE = "io.seltzer.cloud.web.template";

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(null, ContentType.Html, null, PACKAGE);

    /// Answers with a page in its frame.
    void page(RoutingContext context, String template, Frame frame, Object view) {
        send(context, render(template, Map.of("frame", frame, "view", view)));
    }

    /// Answers with a template of one parameter.
    void part(RoutingContext context, String template, String parameter, Object view) {
        send(context, render(template, Map.of(parameter, view)));
    }

    private Buffer render(String template, Map<String, Object> parameters) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render(template + ".jte", parameters, output);
        return Buffer.buffer(output.toByteArray());
    }

    /// Pages are for one visitor and one moment.
    private static void send(RoutingContext context, Buffer html) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(html);
    }
}
