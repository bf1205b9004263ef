package io.seltzer.agent;

/// Keys of structured log lines.
final class LogKeys {
    static final String AGENT = "agent";
    static final String CODE = "code";
    static final String DATA_SOURCE = "dataSource";
    static final String ENTRY = "entry";
    static final String EPOCH = "epoch";
    static final String INSTRUCTION = "instruction";
    static final String JOB = "job";
    static final String PORT = "port";
    static final String REASON = "reason";
    static final String ROUTE = "route";
    static final String SCAN = "scan";
    static final String STATUS = "status";
    static final String WAIT_MS = "waitMs";

    private LogKeys() {}
}
