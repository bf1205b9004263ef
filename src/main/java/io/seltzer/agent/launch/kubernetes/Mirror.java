package io.seltzer.agent.launch.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What lists and watches have told about the objects of one kind. What was heard after a list was asked for counts more
/// than the list. For any thread.
final class Mirror<T extends HasMetadata> {
    private final Map<String, Entry<T>> byName = new HashMap<>();
    /// Number of the news that an object, by its UID, is gone; until a list was asked for after that.
    private final Map<String, Long> gone = new HashMap<>();
    /// Counts news; a list stands between two of them.
    private long news;

    /// @param first when the object was first heard of
    /// @param changed when it was last heard to have changed
    record Entry<T>(T object, Instant first, Instant changed, long news) {}

    /// To be taken before a list is asked for.
    synchronized long mark() {
        return news;
    }

    /// Says whether that was new.
    synchronized boolean heard(T object, Instant now) {
        news++;
        if (gone.containsKey(uid(object))) {
            return false;
        }
        Entry<T> known = byName.get(name(object));
        if (known != null && isSame(known.object(), object)) {
            if (!isOlder(known.object(), object)) {
                byName.put(name(object), new Entry<>(known.object(), known.first(), known.changed(), news));
                return false;
            }
            byName.put(name(object), new Entry<>(object, known.first(), now, news));
        } else {
            byName.put(name(object), new Entry<>(object, now, now, news));
        }
        return true;
    }

    synchronized void heardGone(T object) {
        news++;
        gone.put(uid(object), news);
        Entry<T> known = byName.get(name(object));
        if (known != null && isSame(known.object(), object)) {
            byName.remove(name(object));
        }
    }

    /// Takes a whole list over, and says how many objects had changed without being heard.
    ///
    /// @param mark taken before the list was asked for
    synchronized int listed(List<T> objects, long mark, Instant now) {
        int unheard = 0;
        Set<String> names = new HashSet<>();
        for (T object : objects) {
            names.add(name(object));
            Entry<T> known = byName.get(name(object));
            boolean same = known != null && isSame(known.object(), object);
            boolean current = known != null && (known.news() > mark || (same && !isOlder(known.object(), object)));
            if (!current && !gone.containsKey(uid(object))) {
                unheard++;
                Instant first = known != null && same ? known.first() : now;
                byName.put(name(object), new Entry<>(object, first, now, mark));
            }
        }
        int before = byName.size();
        byName.entrySet().removeIf(entry -> entry.getValue().news() <= mark && !names.contains(entry.getKey()));
        gone.values().removeIf(number -> number <= mark);
        return unheard + before - byName.size();
    }

    synchronized List<Entry<T>> all() {
        return List.copyOf(byName.values());
    }

    synchronized Optional<Entry<T>> get(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private static String name(HasMetadata object) {
        return object.getMetadata().getName();
    }

    private static String uid(HasMetadata object) {
        return object.getMetadata().getUid();
    }

    private static boolean isSame(HasMetadata one, HasMetadata other) {
        return Objects.equals(uid(one), uid(other));
    }

    /// Versions count up, although nobody may rely on that; where they do not, the later word counts.
    private static boolean isOlder(HasMetadata known, HasMetadata told) {
        String one = String.valueOf(known.getMetadata().getResourceVersion());
        String other = String.valueOf(told.getMetadata().getResourceVersion());
        try {
            return Long.parseLong(one) < Long.parseLong(other);
        } catch (NumberFormatException opaque) {
            return !one.equals(other);
        }
    }
}
