package io.seltzer.scan;

import io.seltzer.config.ConfigReading;
import io.seltzer.config.DataSourceFile;
import io.seltzer.config.DataSourceFileReader;
import io.seltzer.config.WarehouseFile;
import io.seltzer.contract.Contract;
import io.seltzer.contract.ContractParser;
import io.seltzer.contract.ContractReading;
import io.seltzer.contract.ContractVariables;
import io.seltzer.contract.DatasetName;
import io.seltzer.contract.Strictness;
import io.seltzer.contract.TypeRules;
import io.seltzer.yaml.Fault;
import io.seltzer.yaml.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The files of a scan, read: either all of them are in order, or everything that is wrong with any of them.
public sealed interface ScanPreparation {
    record Prepared(
            Contract contract, DataSourceFile source, Optional<WarehouseFile> warehouse, List<Fault> warnings)
            implements ScanPreparation {}

    /// @param code of the first fault
    /// @param subject what the contract is about, when only the contract is at fault
    record Faulty(String code, List<Fault> faults, Optional<Subject> subject) implements ScanPreparation {}

    /// What a result can be about though nothing is measured.
    record Subject(DatasetName dataset, DataSourceFile source) {}

    /// A file's text, and its name for messages.
    record Text(String name, String text) {}

    /// @param sources data source files; the contract chooses by name
    /// @param strictness towards keys of the contract that the language does not know
    static ScanPreparation of(
            Text contract,
            ContractVariables variables,
            Strictness strictness,
            List<Text> sources,
            Optional<Text> warehouse,
            DataSourceFileReader reader) {
        List<Fault> ofSources = new ArrayList<>();
        List<DataSourceFile> sourceFiles =
                sources.stream()
                        .flatMap(text -> valid(reader.read(text.name(), text.text()), ofSources).stream())
                        .toList();
        ContractReading contractReading = ContractParser.read(
                contract.name(), contract.text(), variables, strictness, name -> types(name, sourceFiles));
        List<Fault> faults = new ArrayList<>(contractReading.faults());
        faults.addAll(ofSources);
        Optional<WarehouseFile> warehouseFile =
                warehouse.flatMap(text -> valid(reader.readWarehouse(text.name(), text.text()), faults));
        if (!(contractReading instanceof ContractReading.Accepted(Contract accepted, List<Fault> warnings))
                || sourceFiles.size() < sources.size()
                || warehouse.isPresent() != warehouseFile.isPresent()) {
            Optional<Subject> subject = contractReading instanceof ContractReading.Faulty
                    ? ContractParser.outline(contract.name(), contract.text(), variables)
                            .flatMap(outline -> find(outline.dataset().source(), sourceFiles)
                                    .map(source -> new Subject(outline.dataset(), source)))
                    : Optional.empty();
            return new Faulty(firstError(faults), faults, subject);
        }
        return find(accepted.dataset().source(), sourceFiles)
                .<ScanPreparation>map(source -> new Prepared(accepted, source, warehouseFile, warnings))
                .orElseGet(() -> unknownSource(contract, accepted, sourceFiles));
    }

    private static TypeRules types(String source, List<DataSourceFile> sources) {
        return find(source, sources)
                .map(file -> switch (file.connection()) {
                    case DataSourceFile.Postgres _ -> TypeRules.POSTGRES;
                    case DataSourceFile.DuckDb _ -> TypeRules.DUCKDB;
                })
                .orElse(TypeRules.BASE);
    }

    private static Optional<DataSourceFile> find(String name, List<DataSourceFile> sources) {
        return sources.stream().filter(file -> file.name().equals(name)).findFirst();
    }

    private static <T> Optional<T> valid(ConfigReading<T> reading, List<Fault> faults) {
        return switch (reading) {
            case ConfigReading.Valid<T>(T file) -> Optional.of(file);
            case ConfigReading.Faulty<T>(List<Fault> found) -> {
                faults.addAll(found);
                yield Optional.empty();
            }
        };
    }

    private static String firstError(List<Fault> faults) {
        return faults.stream()
                .filter(fault -> fault.severity() == Fault.Severity.ERROR)
                .map(Fault::code)
                .findFirst()
                .orElse("config.faulty");
    }

    private static Faulty unknownSource(Text contract, Contract accepted, List<DataSourceFile> sources) {
        String code = "contract.unknown-data-source";
        String known = String.join(", ", sources.stream().map(DataSourceFile::name).toList());
        return new Faulty(
                code,
                List.of(new Fault(
                        Fault.Severity.ERROR,
                        code,
                        "The dataset's first part names the data source " + accepted.dataset().source()
                                + ", but the configured ones are: " + known + ".",
                        new Position(contract.name(), 0, 0))),
                Optional.empty());
    }
}
