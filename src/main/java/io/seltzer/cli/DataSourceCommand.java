package io.seltzer.cli;

import picocli.CommandLine.Command;

/// What a data engineer does with data sources.
@Command(
        name = "data-source",
        description = "Works with data sources.",
        mixinStandardHelpOptions = true)
final class DataSourceCommand extends CommandGroup {}
