package io.seltzer.config;

import io.seltzer.yaml.Fault;
import java.util.List;
import java.util.function.Function;

/// A settings file that was read: its value, or everything that is wrong with it.
public sealed interface ConfigReading<T> {
    record Valid<T>(T value) implements ConfigReading<T> {}

    record Faulty<T>(List<Fault> faults) implements ConfigReading<T> {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }

    /// The value.
    ///
    /// @throws X made from the faults
    default <X extends Throwable> T orThrow(Function<List<Fault>, X> exception) throws X {
        return switch (this) {
            case Valid<T>(T value) -> value;
            case Faulty<T>(List<Fault> faults) -> throw exception.apply(faults);
        };
    }
}
