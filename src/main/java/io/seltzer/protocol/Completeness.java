package io.seltzer.protocol;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether a message that was read has all it must have: a parser leaves absent members null, also those that the
/// record says never are. Where a record leaves the type of a member open, only a text, true or false, or a list of
/// single values may stand, so that no structure of unknown contents can travel.
public final class Completeness {
    private Completeness() {}

    /// Path of the first member that is missing or not allowed; empty when the message is whole.
    public static Optional<String> firstFault(Object message) {
        return inside(message, "");
    }

    private static Optional<String> inside(Object value, String path) {
        return switch (value) {
            case Record message -> inRecord(message, path);
            case List<?> list -> inList(list, path);
            case Map<?, ?> map -> map.containsValue(null) ? Optional.of(path) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<String> inRecord(Record message, String path) {
        for (RecordComponent component : message.getClass().getRecordComponents()) {
            String name = path.isEmpty() ? component.getName() : path + "." + component.getName();
            Optional<String> fault = inComponent(component, value(message, component), name);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> inComponent(RecordComponent component, @Nullable Object value, String path) {
        if (value == null) {
            return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    ? Optional.empty()
                    : Optional.of(path);
        }
        if (component.getType() == Object.class) {
            return isOpenValue(value) ? Optional.empty() : Optional.of(path);
        }
        return inside(value, path);
    }

    private static Optional<String> inList(List<?> list, String path) {
        for (int i = 0; i < list.size(); i++) {
            Object element = list.get(i);
            String name = path + "[" + i + "]";
            Optional<String> fault = element == null ? Optional.of(name) : inside(element, name);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static boolean isOpenValue(Object value) {
        return value instanceof String
                || value instanceof Boolean
                || (value instanceof List<?> list && list.stream().allMatch(Completeness::isSingle));
    }

    private static boolean isSingle(@Nullable Object member) {
        return member == null || member instanceof String || member instanceof Boolean || member instanceof Number;
    }

    private static @Nullable Object value(Record message, RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true); // the record may be known to its package only
            return accessor.invoke(message);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
