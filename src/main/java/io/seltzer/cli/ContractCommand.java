package io.seltzer.cli;

import picocli.CommandLine.Command;

/// What a data engineer does with contracts.
@Command(
        name = "contract",
        description = "Works with data contracts.",
        mixinStandardHelpOptions = true,
        subcommands = {ContractVerifyCommand.class, ContractPublishCommand.class, ContractFetchCommand.class})
final class ContractCommand extends CommandGroup {}
