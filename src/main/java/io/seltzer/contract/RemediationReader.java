package io.seltzer.contract;

import io.seltzer.yaml.Fields;
import java.util.List;

/// Reads the key `remediation` of a check (contract-language §18): looked at for faults, not used.
final class RemediationReader {
    private static final List<String> STRATEGIES = List.of("constant", "sql", "llm", "manual");

    private RemediationReader() {}

    static void read(Fields check) {
        check.fields("remediation", "the remediation").ifPresent(remediation -> {
            remediation.refuseAllBut(CheckKeys.REMEDIATION);
            remediation.text("description");
            remediation.fields("strategy", "the strategy").ifPresent(RemediationReader::strategy);
            check.warnOfIdle(List.of("remediation"));
        });
    }

    private static void strategy(Fields strategy) {
        strategy.refuseAllBut(CheckKeys.REMEDIATION_STRATEGY);
        strategy.requiredText("type").filter(type -> !STRATEGIES.contains(type)).ifPresent(_ -> strategy.error(
                "contract.unknown-word",
                "type must be one of " + String.join(", ", STRATEGIES) + ".",
                strategy.map().positionOf("type")));
        strategy.fields("fallback", "the fallback")
                .ifPresent(fallback -> fallback.refuseAllBut(CheckKeys.REMEDIATION_FALLBACK));
    }
}
