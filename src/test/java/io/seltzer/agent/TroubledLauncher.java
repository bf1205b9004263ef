package io.seltzer.agent;

import io.seltzer.agent.launch.JobLauncher;
import io.seltzer.agent.launch.JobSpec;
import io.seltzer.agent.launch.LaunchOutcome;
import io.seltzer.health.Readiness.NotReady;
import io.vertx.core.Future;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.OptionalDouble;

/// A real launcher, of whose answers a test may change some.
final class TroubledLauncher {
    private volatile Optional<NotReady> trouble = Optional.empty();
    private volatile Optional<LaunchOutcome> refusal = Optional.empty();

    /// It could launch nothing.
    void isUnable(String code, String message) {
        trouble = Optional.of(new NotReady(code, message));
    }

    /// It launches nothing.
    void answersLaunches(LaunchOutcome outcome) {
        refusal = Optional.of(outcome);
    }

    JobLauncher around(JobLauncher real) {
        return (JobLauncher) Proxy.newProxyInstance(
                JobLauncher.class.getClassLoader(),
                new Class<?>[] {JobLauncher.class},
                (_, method, arguments) -> answer(real, method, arguments));
    }

    private Object answer(JobLauncher real, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "check" -> Future.succeededFuture(trouble);
            case "watchAgeSeconds" -> OptionalDouble.of(7);
            case "launch" ->
                refusal.isPresent()
                        ? Future.succeededFuture(refusal.get())
                        : real.launch((JobSpec) arguments[0]);
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
