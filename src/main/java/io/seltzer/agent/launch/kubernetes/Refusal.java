package io.seltzer.agent.launch.kubernetes;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.seltzer.agent.launch.JobEnd.NotLaunched;
import io.seltzer.agent.launch.LaunchOutcome;
import io.seltzer.agent.launch.LaunchOutcome.NotNow;
import io.seltzer.agent.launch.LaunchOutcome.Refused;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// What it means for a launch that the API server did not do what it was asked. Its own text may quote what stands in
/// the objects, so none of it is passed on but the names of fields. Pure.
final class Refusal {
    static final int TOO_MANY_REQUESTS = 429;
    private static final int UNPROCESSABLE = 422;
    private static final int TOO_LARGE = 413;

    private Refusal() {}

    static LaunchOutcome of(KubernetesClientException refusal) {
        int code = refusal.getCode();
        if (isUnreachable(refusal)) {
            return new NotNow("job.cluster-unreachable", "The API server of the cluster does not answer.");
        } else if (code == TOO_MANY_REQUESTS || code >= HttpURLConnection.HTTP_INTERNAL_ERROR) {
            return new NotNow("job.cluster-busy", "The API server of the cluster cannot take more now (" + code + ").");
        } else if (code == HttpURLConnection.HTTP_CONFLICT) {
            return new NotNow("job.conflict", "Somebody changed the same things of the cluster at the same moment.");
        } else if (isQuota(refusal)) {
            return new NotNow(
                    "job.quota",
                    "The quota of the namespace has no room for another scan. Raise the quota, or lower the agent's "
                            + "capacity.");
        }
        return switch (code) {
            case HttpURLConnection.HTTP_UNAUTHORIZED ->
                new NotNow(
                        "job.cluster-unauthorised",
                        "The API server of the cluster does not know the agent. Look at its ServiceAccount's token.");
            case HttpURLConnection.HTTP_FORBIDDEN ->
                refused(
                        "job.forbidden",
                        "The agent may not create jobs, or a policy of the cluster forbids this one. Look at the "
                                + "agent's Role in the namespace of scans.");
            case HttpURLConnection.HTTP_NOT_FOUND ->
                refused(
                        "job.namespace-missing",
                        "The namespace of scans is not there. Create it, or correct `namespace` in the agent's "
                                + "settings.");
            case UNPROCESSABLE, HttpURLConnection.HTTP_BAD_REQUEST ->
                refused(
                        "job.invalid",
                        "The cluster does not accept the job as the agent's settings make it. Correct them"
                                + fields(refusal) + ".");
            case TOO_LARGE -> refused("job.too-large", "The job is too large for the cluster.");
            default -> refused("job.refused", "The cluster refused the job with status " + code + ".");
        };
    }

    /// There is no word from the API server at all.
    static boolean isUnreachable(KubernetesClientException refusal) {
        return refusal.getCode() <= 0;
    }

    private static boolean isQuota(KubernetesClientException refusal) {
        String message = Optional.ofNullable(refusal.getStatus())
                .map(Status::getMessage)
                .orElse(String.valueOf(refusal.getMessage()));
        return refusal.getCode() == HttpURLConnection.HTTP_FORBIDDEN && message.contains("exceeded quota");
    }

    private static String fields(KubernetesClientException refusal) {
        List<StatusCause> causes = Optional.ofNullable(refusal.getStatus())
                .map(Status::getDetails)
                .map(details -> details.getCauses())
                .orElse(List.of());
        String fields = causes.stream()
                .map(StatusCause::getField)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(", "));
        return fields.isEmpty() ? "" : ": " + fields;
    }

    private static Refused refused(String code, String message) {
        return new Refused(new NotLaunched(code, message, false));
    }
}
