package io.seltzer.cli;

import picocli.CommandLine.Command;

/// What a data engineer does with contracts.
@Command(
        name = "contract",
        description = "Works with data contracts.",
        mixinStandardHelpOptions = true)
final class ContractCommand extends CommandGroup {}
