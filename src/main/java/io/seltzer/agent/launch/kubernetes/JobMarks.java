package io.seltzer.agent.launch.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.seltzer.agent.launch.JobLabels;
import io.seltzer.protocol.Instruction;
import io.seltzer.protocol.Lease;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// What is written on a Job so that any replica of the agent knows what it is. Labels are to select by; texts that a
/// label cannot hold stand in annotations.
final class JobMarks {
    static final String OWNER = "seltzer.io/owner";
    static final String REPLICA = "seltzer.io/replica";
    private static final String AGENT = "seltzer.io/agent";
    private static final String INSTRUCTION = "seltzer.io/instruction";
    private static final String EPOCH = "seltzer.io/epoch";
    private static final String KIND = "seltzer.io/kind";
    private static final String DATA_SOURCE = "seltzer.io/data-source";
    private static final String SCAN = "seltzer.io/scan";
    private static final String DEADLINE = "seltzer.io/deadline";

    private JobMarks() {}

    static Map<String, String> labels(JobLabels job, AgentIdentity agent) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("app.kubernetes.io/name", "seltzer");
        labels.put("app.kubernetes.io/component", "scan");
        labels.put("app.kubernetes.io/managed-by", "seltzer-agent");
        labels.put(OWNER, agent.owner());
        labels.put(AGENT, LabelValue.of(agent.name()));
        labels.put(REPLICA, LabelValue.of(agent.replica()));
        labels.put(INSTRUCTION, job.lease().instructionId().toString());
        labels.put(EPOCH, Long.toString(job.lease().epoch()));
        labels.put(KIND, job.kind().name());
        labels.put(DATA_SOURCE, LabelValue.of(job.dataSource()));
        return labels;
    }

    static Map<String, String> annotations(JobLabels job, AgentIdentity agent) {
        Map<String, String> annotations = new TreeMap<>();
        annotations.put(AGENT, agent.name());
        annotations.put(REPLICA, agent.replica());
        annotations.put(DATA_SOURCE, job.dataSource());
        annotations.put(SCAN, job.scanId().toString());
        annotations.put(DEADLINE, job.deadline().toString());
        return annotations;
    }

    /// Empty when somebody has changed what was written.
    static Optional<JobLabels> read(ObjectMeta written) {
        Map<String, String> labels = written.getLabels();
        Map<String, String> annotations = written.getAnnotations();
        if (labels == null || annotations == null) {
            return Optional.empty();
        }
        try {
            Lease lease = new Lease(
                    UUID.fromString(text(labels, INSTRUCTION)), Long.parseLong(text(labels, EPOCH)));
            return Optional.of(new JobLabels(
                    lease,
                    UUID.fromString(text(annotations, SCAN)),
                    text(annotations, DATA_SOURCE),
                    Instruction.Kind.valueOf(text(labels, KIND)),
                    Instant.parse(text(annotations, DEADLINE))));
        } catch (IllegalArgumentException | DateTimeException changed) {
            return Optional.empty();
        }
    }

    private static String text(Map<String, String> marks, String key) {
        String text = marks.get(key);
        if (text == null) {
            throw new IllegalArgumentException(key);
        }
        return text;
    }
}
