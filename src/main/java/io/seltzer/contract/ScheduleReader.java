package io.seltzer.contract;

import io.seltzer.yaml.Fields;
import io.seltzer.yaml.Scalar;
import io.seltzer.yaml.YamlNode;
import io.seltzer.yaml.YamlNode.YamlScalar;
import java.util.List;

/// Reads when checks are to run. Whoever runs them on a schedule uses it; here it is only looked at for faults.
final class ScheduleReader {
    static final List<String> KEYS = List.of("cron", "timezone", "variables");
    static final List<String> RUNNER_KEYS = List.of("checks_schedule");

    private ScheduleReader() {}

    /// @param codeOfUnknownKeys what a key is reported as that a schedule does not have
    static void read(Fields schedule, String codeOfUnknownKeys) {
        schedule.refuseAllBut(KEYS, codeOfUnknownKeys);
        schedule.requiredText("cron");
        schedule.text("timezone");
        schedule.fields("variables", "the variables of the schedule")
                .ifPresent(variables -> variables.map().keys().forEach(name -> variable(variables, name)));
    }

    private static void variable(Fields variables, String name) {
        YamlNode value = variables.map().get(name);
        boolean isTextOrNumber = value instanceof YamlScalar(Scalar scalar, _, _)
                && (scalar instanceof Scalar.Text || scalar instanceof Scalar.Decimal);
        if (!isTextOrNumber) {
            variables.error(
                    "contract.wrong-type",
                    "The variable " + name + " of a schedule must be a text or a number.",
                    variables.map().positionOf(name));
        }
    }

    /// The key `soda_runner`, or `soda_agent` as it was called before.
    static void readRunner(Fields contract) {
        for (String key : List.of("soda_runner", "soda_agent")) {
            contract.fields(key, key).ifPresent(runner -> {
                runner.refuseAllBut(RUNNER_KEYS);
                runner.fields("checks_schedule", "checks_schedule")
                        .ifPresent(schedule -> read(schedule, "contract.unknown-key"));
            });
        }
        if (contract.has("soda_runner") && contract.has("soda_agent")) {
            contract.error(
                    "contract.two-schedules",
                    "soda_agent is the old name of soda_runner. Keep soda_runner alone.",
                    contract.map().keyPosition("soda_agent"));
        }
    }
}
