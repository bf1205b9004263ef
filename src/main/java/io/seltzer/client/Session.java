package io.seltzer.client;

import io.seltzer.config.Secret;
import io.seltzer.config.SodaCloudFile;
import io.seltzer.config.SodaCloudFile.ApiKey;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A log-in and what is sent under it. May be used by several threads.
final class Session {
    private final SodaCloudFile file;
    private final ClientSettings settings;
    private final Transport transport;
    private final Persistence persistence;
    private final Redaction redaction = new Redaction();

    private Optional<Secret> token;

    Session(SodaCloudFile file, ClientSettings settings, Transport transport) {
        this.file = file;
        this.settings = settings;
        this.transport = transport;
        this.persistence = new Persistence(transport, settings);
        this.token = file.token();
        token.ifPresent(redaction::add);
        file.apiKey().map(ApiKey::secret).ifPresent(redaction::add);
    }

    /// What was answered, whatever the status.
    ///
    /// @param members null for a message that has none but its type
    /// @throws CloudFailure without an answer
    Answer send(MessageType type, @Nullable Record members) {
        return authorised(
                type.purpose(),
                valid -> post(type.path(), SodaJson.message(type, members, Optional.of(valid))),
                new Deferral(settings.deferralBudget(), settings.pace()));
    }

    /// One try, apart from a new log-in; 429 is an answer like any other.
    Answer postLines(String path, byte[] lines, Purpose purpose) {
        return authorised(
                purpose,
                valid -> transport.request(path)
                        .header("Content-Type", "application/jsonlines")
                        .header("Authorization", valid.reveal())
                        .POST(BodyPublishers.ofByteArray(lines))
                        .build(),
                new Deferral(Duration.ZERO, settings.pace()));
    }

    /// A request of the REST API, under the key itself, or under the token when there is no key.
    Answer get(String path, Purpose purpose) {
        HttpRequest.Builder request = transport.request(path).header("Accept", "application/json").GET();
        file.apiKey()
                .ifPresentOrElse(
                        key -> request.header("Authorization", basic(key)),
                        () -> request.header("Cookie", "token=" + token(false).reveal()));
        return answer(purpose, persistence.once(request.build(), purpose));
    }

    ClientSettings settings() {
        return settings;
    }


    private Answer authorised(Purpose purpose, Function<Secret, HttpRequest> request, Deferral deferral) {
        boolean renewed = false;
        HttpRequest current = request.apply(token(false));
        while (true) {
            Answer answer = answer(purpose, persistence.send(current, purpose));
            if (answer.status() == Status.UNAUTHORISED && !renewed && file.apiKey().isPresent()) {
                renewed = true;
                current = request.apply(token(true));
                settings.events().accept(new CloudEvent.LoggedInAgain());
            } else if (answer.status() == Status.TOO_MANY_REQUESTS) {
                Optional<Duration> wait = deferral.next(answer.headers());
                if (wait.isEmpty()) {
                    return answer;
                }
                settings.events().accept(new CloudEvent.Deferred(purpose.words(), wait.get()));
                settings.pace().sleep(wait.get(), purpose);
            } else {
                return answer;
            }
        }
    }

    /// @param renew whether the present one is not accepted any more
    private synchronized Secret token(boolean renew) {
        if (renew || token.isEmpty()) {
            Secret fresh = freshToken();
            redaction.add(fresh);
            token = Optional.of(fresh);
        }
        return token.get();
    }

    /// 429 is final here, as everywhere in this protocol.
    private Secret freshToken() {
        ApiKey key = file.apiKey().orElseThrow();
        Purpose purpose = MessageType.LOG_IN.purpose();
        byte[] body = SodaJson.message(
                MessageType.LOG_IN, new LogIn(key.id(), key.secret().reveal()), Optional.empty());
        Answer answer = answer(purpose, persistence.send(post(MessageType.LOG_IN.path(), body), purpose));
        if (answer.status() != Status.OK) {
            throw purpose.failure(new Problem.LogInRefused(server(), answer.status()));
        }
        return new Secret(answer.required("token"));
    }

    private record LogIn(String apiKeyId, String apiKeySecret) {}

    private HttpRequest post(String path, byte[] body) {
        return transport.request(path)
                .header("Content-Type", "application/json")
                .header("Accept", "*/*")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private Answer answer(Purpose purpose, Attempt attempt) {
        return switch (attempt) {
            case Attempt.Unsent(String reason, _) ->
                throw purpose.failure(new Problem.Unreachable(server(), purpose.words(), reason));
            case Attempt.Unanswered(String reason) ->
                throw purpose.failure(new Problem.Unanswered(server(), purpose.words(), reason));
            case Attempt.Answered answered when Status.isRedirect(answered.status()) ->
                throw purpose.failure(new Problem.Redirected(server(), purpose.words(), origin(answered)));
            case Attempt.Answered answered -> new Answer(server(), purpose, answered, redaction);
        };
    }

    private String origin(Attempt.Answered answered) {
        return Transport.location(transport.address(), answered)
                .map(target -> target.getScheme() + "://" + target.getRawAuthority())
                .orElse("another place");
    }

    private String server() {
        return transport.address().toString();
    }

    private static String basic(ApiKey key) {
        byte[] pair = (key.id() + ":" + key.secret().reveal()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
