package io.seltzer.agent.launch;

import java.net.URI;

/// A job as it shall be; what a launcher makes of it is the launcher's business.
///
/// @param name see [JobName]
/// @param gateway base URL at which the scan process finds its bundle
public record JobSpec(String name, JobLabels labels, URI gateway, JobToken token) {
    public static JobSpec of(JobLabels labels, URI gateway, JobToken token) {
        return new JobSpec(JobName.of(labels.lease()), labels, gateway, token);
    }
}
