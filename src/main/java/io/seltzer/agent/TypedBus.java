package io.seltzer.agent;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// The event bus with types: immutable records pass as they are, and never leave the process. Two agents in one
/// process do not hear each other.
final class TypedBus {
    /// Whoever is asked answers, if only that it failed; how long that may take is a matter of whoever it asks itself.
    private static final long PATIENCE_MILLIS = TimeUnit.MINUTES.toMillis(10);

    private final EventBus bus;
    private final String agent = UUID.randomUUID().toString();
    private final DeliveryOptions local;

    /// @param type of the messages
    record Address<T>(String name, Class<T> type) {}

    /// An address of which every message is answered, once what it asks for is done.
    record Question<Q, A>(String name, Class<Q> type, Class<A> answer) {}

    TypedBus(Vertx vertx) {
        LocalCodec codec = new LocalCodec(agent);
        this.bus = vertx.eventBus().registerCodec(codec);
        this.local = new DeliveryOptions()
                .setLocalOnly(true)
                .setCodecName(codec.name())
                .setSendTimeout(PATIENCE_MILLIS);
    }

    <T> void publish(Address<T> address, T message) {
        bus.publish(full(address.name()), message, local);
    }

    <T> void consume(Address<T> address, Handler<T> consumer) {
        bus.<T>localConsumer(full(address.name()), message -> consumer.handle(message.body()));
    }

    <Q, A> Future<A> ask(Question<Q, A> question, Q message) {
        return bus.<A>request(full(question.name()), message, local).map(reply -> reply.body());
    }

    /// A question whose answer fails, fails at the asker's with the same text.
    <Q, A> void answer(Question<Q, A> question, Function<Q, Future<A>> answers) {
        bus.<Q>localConsumer(
                full(question.name()),
                message -> answers.apply(message.body())
                        .onComplete(
                                answer -> message.reply(answer, local),
                                failure -> message.fail(0, String.valueOf(failure.getMessage()))));
    }

    void close() {
        bus.unregisterCodec(agent);
    }

    private String full(String name) {
        return name + "/" + agent;
    }

    private record LocalCodec(String name) implements MessageCodec<Object, Object> {
        @Override
        public void encodeToWire(Buffer buffer, Object message) {
            throw new UnsupportedOperationException("Messages of the agent stay in its process");
        }

        @Override
        public Object decodeFromWire(int position, Buffer buffer) {
            throw new UnsupportedOperationException("Messages of the agent stay in its process");
        }

        @Override
        public Object transform(Object message) {
            return message;
        }

        @Override
        public byte systemCodecID() {
            return -1;
        }
    }
}
