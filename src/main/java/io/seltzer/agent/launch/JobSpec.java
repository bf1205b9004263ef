package io.seltzer.agent.launch;

/// A job as it shall be; what a launcher makes of it is the launcher's business.
///
/// @param name see [JobName]
public record JobSpec(String name, JobLabels labels, ScanAccess access) {
    public static JobSpec of(JobLabels labels, ScanAccess access) {
        return new JobSpec(JobName.of(labels.lease()), labels, access);
    }
}
