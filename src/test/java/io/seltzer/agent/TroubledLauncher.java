package io.seltzer.agent;

import io.seltzer.agent.launch.JobLauncher;
import io.seltzer.agent.launch.JobSpec;
import io.seltzer.agent.launch.LaunchOutcome;
import io.seltzer.health.Readiness.NotReady;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.OptionalDouble;

/// A real launcher, of whose answers a test may change some.
final class TroubledLauncher {
    private volatile Optional<NotReady> trouble = Optional.empty();
    private volatile Optional<LaunchOutcome> refusal = Optional.empty();
    private volatile Promise<Void> begun = Promise.promise();
    private volatile Future<Void> opened = Future.succeededFuture();

    /// It could launch nothing.
    void isUnable(String code, String message) {
        trouble = Optional.of(new NotReady(code, message));
    }

    /// It launches nothing.
    void answersLaunches(LaunchOutcome outcome) {
        refusal = Optional.of(outcome);
    }

    /// It creates jobs only once the gate has opened.
    ///
    /// @param asked completed when it is asked to
    void waits(Promise<Void> asked, Future<Void> gate) {
        begun = asked;
        opened = gate;
    }

    JobLauncher around(JobLauncher real) {
        return (JobLauncher) Proxy.newProxyInstance(
                JobLauncher.class.getClassLoader(),
                new Class<?>[] {JobLauncher.class},
                (_, method, arguments) -> answer(real, method, arguments));
    }

    private Future<LaunchOutcome> launch(JobLauncher real, JobSpec job) {
        begun.tryComplete();
        return opened.compose(_ -> real.launch(job));
    }

    private Object answer(JobLauncher real, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "check" -> Future.succeededFuture(trouble);
            case "watchAgeSeconds" -> OptionalDouble.of(7);
            case "launch" ->
                refusal.isPresent()
                        ? Future.succeededFuture(refusal.get())
                        : launch(real, (JobSpec) arguments[0]);
            default -> {
                try {
                    yield method.invoke(real, arguments);
                } catch (InvocationTargetException failure) {
                    throw failure.getCause();
                }
            }
        };
    }
}
