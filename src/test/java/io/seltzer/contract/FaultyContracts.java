package io.seltzer.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The files of the folder `faulty`. Each begins with comments: a sentence, `given NAME=value` for a variable that the
/// run has, and a line for each fault, counted from 1: `error 5:3 contract.unknown-key`.
final class FaultyContracts {
    private static final Path FOLDER = Path.of(
            System.getProperty("seltzer.basedir", "."), "src/test/resources/io/seltzer/contract/faulty");

    private FaultyContracts() {}

    /// @param faults in the order of the file
    record FaultyContract(String key, String text, Map<String, String> given, List<String> faults) {
        String name() {
            return key + ".yml";
        }

        boolean isRefused() {
            return faults.stream().anyMatch(fault -> fault.startsWith("error"));
        }

        @Override
        public String toString() {
            return key;
        }
    }

    static List<FaultyContract> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(FaultyContracts::contract).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FaultyContract contract(Path file) {
        try {
            String text = Files.readString(file);
            List<String> head = text.lines()
                    .takeWhile(line -> line.startsWith("# "))
                    .map(line -> line.substring(2))
                    .toList();
            Map<String, String> given = head.stream()
                    .filter(line -> line.startsWith("given "))
                    .map(line -> line.substring("given ".length()).split("=", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
            List<String> faults = head.stream()
                    .filter(line -> line.startsWith("error ") || line.startsWith("warning "))
                    .toList();
            return new FaultyContract(file.getFileName().toString().replace(".yml", ""), text, given, faults);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
