package io.seltzer.cloud.web;

import io.seltzer.cloud.store.Caller;
import io.seltzer.cloud.store.Monitoring;
import io.seltzer.protocol.monitoring.SeriesAnswer.Mark;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// One monitor, what people say of its points, and its settings.
final class MonitorPages {
    private static final int UNPROCESSABLE = 422;

    private final MonitorQueries monitors;
    private final Monitoring monitoring;
    private final Templates templates;

    MonitorPages(MonitorQueries monitors, Monitoring monitoring, Templates templates) {
        this.monitors = monitors;
        this.monitoring = monitoring;
        this.templates = templates;
    }

    void one(RoutingContext context) {
        show(context, MonitorRequest.of(context), Optional.empty());
    }

    /// Takes what was said of one point (its own button) or of all that are ticked.
    void mark(RoutingContext context) {
        Caller visitor = Gate.visitor(context);
        UUID id = PathId.of(context);
        MultiMap fields = context.request().formAttributes();
        String[] only = field(fields, "only").split(" ", 2);
        String mark = only.length == 2 ? only[0] : field(fields, "mark");
        List<Instant> points = (only.length == 2 ? List.of(only[1]) : fields.getAll("point"))
                .stream().map(MonitorPages::instant).toList();
        if (points.isEmpty()) {
            throw new Refusal(new Problem(
                    400,
                    "No measurement is selected",
                    "Tick the measurements that you want to say something of, then choose again.",
                    new Notice.Link(back(fields, id), "Back to the monitor")));
        }
        Optional<Mark> said = mark(mark);
        ifThere(context, visitor, id, () -> monitoring
                        .feedback()
                        .give(visitor.organisation(), visitor.keyId(), id, field(fields, "group"), points, said))
                .onSuccess(_ -> to(context, back(fields, id)));
    }

    void apply(RoutingContext context) {
        Caller visitor = Gate.visitor(context);
        UUID id = PathId.of(context);
        MultiMap fields = context.request().formAttributes();
        SettingsForm form = SettingsForm.of(fields);
        Optional<String> mistakes = form.mistakes();
        if (mistakes.isPresent()) {
            context.response().setStatusCode(UNPROCESSABLE);
            show(context, MonitorRequest.of(context), Optional.of(form.refused(mistakes.get())));
            return;
        }
        ifThere(context, visitor, id, () -> monitoring
                        .monitors()
                        .find(visitor.organisation(), id)
                        .compose(found -> monitoring
                                .monitors()
                                .change(
                                        visitor.organisation(),
                                        visitor.keyId(),
                                        found.monitor().with(form.detection())))
                        .mapEmpty())
                .onSuccess(_ -> to(context, back(fields, id)));
    }

    /// Empty to take back what was said.
    private static Optional<Mark> mark(String word) {
        return switch (word) {
            case "anomaly" -> Optional.of(Mark.anomaly);
            case "expected" -> Optional.of(Mark.expected);
            case "clear" -> Optional.empty();
            default -> throw new Refusal(Problem.BAD_REQUEST);
        };
    }

    private void show(RoutingContext context, MonitorRequest request, Optional<SettingsForm> form) {
        Caller visitor = Gate.visitor(context);
        monitors.series(visitor, request)
                .onFailure(context::fail)
                .onSuccess(found -> found.ifPresentOrElse(
                        reading -> templates.page(
                                context,
                                "monitor",
                                Frame.of(reading.monitor().name(), Section.MONITORS, visitor),
                                reading.view(request, form)),
                        () -> context.fail(404)));
    }

    private Future<Void> ifThere(RoutingContext context, Caller visitor, UUID id, Supplier<Future<Void>> work) {
        return monitors.has(visitor, id)
                .compose(there -> there ? work.get() : Future.failedFuture(new Refusal(Problem.NOT_FOUND)))
                .onFailure(context::fail);
    }

    private static Instant instant(String text) {
        return MonitorRequest.instant(text).orElseThrow(() -> new Refusal(Problem.BAD_REQUEST));
    }

    /// Where the form stood, if that is a page of this monitor.
    private static String back(MultiMap fields, UUID id) {
        String own = "/monitors/" + id;
        String path = ReturnPath.of(field(fields, "back")).path();
        return path.equals(own) || path.startsWith(own + "?") ? path : own;
    }

    private static String field(MultiMap fields, String name) {
        return Optional.ofNullable(fields.get(name)).orElse("");
    }

    private static void to(RoutingContext context, String path) {
        context.response().setStatusCode(303).putHeader(HttpHeaders.LOCATION, path).end();
    }
}
