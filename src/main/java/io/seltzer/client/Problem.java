package io.seltzer.client;

/// Why a control plane did not do what it was asked for. No sentence holds a secret.
public sealed interface Problem {
    /// Stable.
    String code();

    String sentence();

    /// No connection was made: nothing was sent.
    ///
    /// @param purpose "to store the results": what was asked for
    /// @param reason "the connection was refused"
    record Unreachable(String address, String purpose, String reason) implements Problem {
        @Override
        public String code() {
            return "cloud.unreachable";
        }

        @Override
        public String sentence() {
            return address + " could not be reached " + purpose + ": " + reason
                    + ". Check host, port and scheme in the Soda Cloud file, and HTTPS_PROXY, HTTP_PROXY and NO_PROXY.";
        }
    }

    /// The message was sent, and no answer came. Whether it was processed is not known.
    record Unanswered(String address, String purpose, String reason) implements Problem {
        @Override
        public String code() {
            return "cloud.no-answer";
        }

        @Override
        public String sentence() {
            return address + " was asked " + purpose + ", and gave no answer: " + reason
                    + ". Whether it was done is not known.";
        }
    }

    /// The API key is not accepted, or nobody could say so.
    record LogInRefused(String address, int status) implements Problem {
        @Override
        public String code() {
            return "cloud.login-refused";
        }

        @Override
        public String sentence() {
            return address + " refused the log-in (status " + status + "). "
                    + (status >= 400 && status < 500 && status != Status.TOO_MANY_REQUESTS
                            ? "Check api_key_id and api_key_secret."
                            : "Try again later.");
        }
    }

    /// @param errorCode of the control plane; empty when it gives none
    /// @param message of the control plane, for people; may be empty
    record Refused(String address, String purpose, int status, String errorCode, String message) implements Problem {
        @Override
        public String code() {
            return "cloud.refused";
        }

        @Override
        public String sentence() {
            return address + " refused " + purpose + " (status " + status
                    + (errorCode.isEmpty() ? "" : ", " + errorCode) + ")"
                    + (message.isEmpty() ? "." : ": " + message);
        }
    }

    /// 429 until waiting longer was out of the question.
    record Busy(String address, String purpose) implements Problem {
        @Override
        public String code() {
            return "cloud.busy";
        }

        @Override
        public String sentence() {
            return address + " was asked " + purpose + ", and is too busy for longer than "
                    + ClientSettings.BUDGET_VARIABLE + " allows us to wait.";
        }
    }

    /// @param target scheme, host and port
    record Redirected(String address, String purpose, String target) implements Problem {
        @Override
        public String code() {
            return "cloud.redirected";
        }

        @Override
        public String sentence() {
            return address + " was asked " + purpose + ", and sends us to " + target
                    + ". When that is right, write it into the Soda Cloud file.";
        }
    }

    /// @param fault "it has no fileId"
    record NotUnderstood(String address, String purpose, String fault) implements Problem {
        @Override
        public String code() {
            return "cloud.answer-not-understood";
        }

        @Override
        public String sentence() {
            return address + " was asked " + purpose + ", and its answer is not understood: " + fault + ".";
        }
    }

    /// Somebody ended the wait.
    record Interrupted(String purpose) implements Problem {
        @Override
        public String code() {
            return "cloud.interrupted";
        }

        @Override
        public String sentence() {
            return "Interrupted before the control plane was asked " + purpose + ".";
        }
    }
}
