package io.seltzer.cli;

import picocli.CommandLine.Command;

/// What a data engineer does with monitors.
@Command(
        name = "monitor",
        description = "Works with metric monitors.",
        mixinStandardHelpOptions = true)
final class MonitorCommand extends CommandGroup {}
