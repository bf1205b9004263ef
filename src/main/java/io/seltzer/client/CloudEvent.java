package io.seltzer.client;

import io.seltzer.protocol.results.LogLine.Level;
import java.time.Duration;

/// What happens on the way to an answer, for whoever watches.
public sealed interface CloudEvent {
    Level level();

    String sentence();

    /// 429: the control plane asks to come back later.
    record Deferred(String purpose, Duration pause) implements CloudEvent {
        @Override
        public Level level() {
            return Level.info;
        }

        @Override
        public String sentence() {
            return "The control plane is busy: in " + seconds(pause) + " s it is asked again " + purpose + ".";
        }
    }

    /// A failure in transport that may pass.
    record Repeated(String purpose, String reason, Duration pause) implements CloudEvent {
        @Override
        public Level level() {
            return Level.warning;
        }

        @Override
        public String sentence() {
            return "The control plane was asked " + purpose + ", and " + reason + ". Next try in " + seconds(pause) + " s.";
        }
    }

    record LoggedInAgain() implements CloudEvent {
        @Override
        public Level level() {
            return Level.debug;
        }

        @Override
        public String sentence() {
            return "The token had expired: logged in again.";
        }
    }

    /// A variable of the environment whose value is no such thing.
    record SettingIgnored(String variable, String instead) implements CloudEvent {
        @Override
        public Level level() {
            return Level.warning;
        }

        @Override
        public String sentence() {
            return variable + " has no usable value; " + instead + " is used.";
        }
    }

    /// A look at a remote scan that told nothing; the next one may.
    ///
    /// @param reason a sentence
    record StateUnknown(String reason) implements CloudEvent {
        @Override
        public Level level() {
            return Level.warning;
        }

        @Override
        public String sentence() {
            return "The state of the remote scan is not known: " + reason;
        }
    }

    /// @param reason a sentence
    record RemoteLogMissing(String reason) implements CloudEvent {
        @Override
        public Level level() {
            return Level.warning;
        }

        @Override
        public String sentence() {
            return "The log of the remote scan could not be fetched: " + reason;
        }
    }

    /// The control plane would never take these lines.
    record LogBatchRefused(int lines, int status) implements CloudEvent {
        @Override
        public Level level() {
            return Level.warning;
        }

        @Override
        public String sentence() {
            return "The control plane refused " + lines + " log lines (status " + status + "). They are not sent again.";
        }
    }

    record LogStreamClosed() implements CloudEvent {
        @Override
        public Level level() {
            return Level.warning;
        }

        @Override
        public String sentence() {
            return "The control plane takes no more log lines of this scan.";
        }
    }

    record LogsUndelivered(int lines) implements CloudEvent {
        @Override
        public Level level() {
            return Level.error;
        }

        @Override
        public String sentence() {
            return lines + " log lines could not be delivered.";
        }
    }

    private static String seconds(Duration pause) {
        return String.valueOf(Math.max(1, Math.round(pause.toMillis() / 1000.0)));
    }
}
