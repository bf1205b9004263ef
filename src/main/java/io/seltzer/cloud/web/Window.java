package io.seltzer.cloud.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Which slots a page shows: from the one to the other, both included; empty when `to` lies before `from`.
record Window(int from, int to) {

    static Window of(MonitorRequest request, List<Slot> slots, Schedule schedule) {
        if (slots.isEmpty()) {
            return new Window(0, -1);
        }
        int first = 0;
        int last = slots.size() - 1;
        if (request.from().isPresent() || request.to().isPresent()) {
            String from = request.from().orElse("");
            String to = request.to().orElse("9999");
            while (first < slots.size() && schedule.label(slots.get(first).time()).compareTo(from) < 0) {
                first++;
            }
            while (last >= 0 && isAfter(schedule.label(slots.get(last).time()), to)) {
                last--;
            }
            return new Window(first, last);
        }
        if (request.days().equals("all")) {
            return new Window(first, last);
        }
        Instant begin = slots.get(last).time().minus(Duration.ofDays(Long.parseLong(request.days())));
        while (!slots.get(first).time().isAfter(begin)) {
            first++;
        }
        return new Window(first, last);
    }

    /// A day includes all its minutes.
    private static boolean isAfter(String label, String to) {
        return label.substring(0, Math.min(label.length(), to.length())).compareTo(to) > 0;
    }

    int size() {
        return Math.max(0, to - from + 1);
    }
}
