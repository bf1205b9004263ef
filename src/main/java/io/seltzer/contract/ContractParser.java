package io.seltzer.contract;

import io.seltzer.contract.ColumnsReader.Columns;
import io.seltzer.contract.ContractReading.Accepted;
import io.seltzer.contract.ContractReading.Faulty;
import io.seltzer.contract.ScopesReader.Scopes;
import io.seltzer.yaml.Fault;
import io.seltzer.yaml.Fault.Severity;
import io.seltzer.yaml.Faults;
import io.seltzer.yaml.Fields;
import io.seltzer.yaml.Position;
import io.seltzer.yaml.YamlNode;
import io.seltzer.yaml.YamlNode.YamlMap;
import io.seltzer.yaml.YamlReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Turns the text of a contract into the model, or says everything that is wrong with it in one go.
///
/// The language is stricter here than elsewhere where leniency hides mistakes: a key nobody reads is an error, as
/// are several comparisons in one threshold and an environment variable that does not exist. A text without
/// faults here reads the same everywhere.
public final class ContractParser {
    static final List<String> KEYS = List.of(
            "dataset", "kind", "description", "variables", "filter", "check_attributes", "columns", "checks", "scopes",
            "soda_runner", "soda_agent", "reconciliation", "diagnostics", "failed_rows");

    /// Stands in while the rest of a contract without a readable dataset is searched for faults.
    private static final DatasetName UNKNOWN = new DatasetName("", List.of(), "");

    private final ContractVariables given;
    private final Function<String, TypeRules> types;
    private final SourceStyles styles;
    private final Faults faults = new Faults();

    private ContractParser(ContractVariables given, Function<String, TypeRules> types, SourceStyles styles) {
        this.given = given;
        this.types = types;
        this.styles = styles;
    }

    /// Strictly, and without knowing the data source.
    ///
    /// @param file a name for positions; nothing is read from it
    public static ContractReading read(String file, String text, ContractVariables variables) {
        return read(file, text, variables, Strictness.STRICT, _ -> TypeRules.BASE);
    }

    /// @param file a name for positions; nothing is read from it
    /// @param types of a data source, by its name
    public static ContractReading read(
            String file,
            String text,
            ContractVariables variables,
            Strictness strictness,
            Function<String, TypeRules> types) {
        return new ContractParser(variables, types, new SourceStyles(text)).reading(file, text, strictness);
    }

    /// Empty when the text is no YAML, no contract, or names no dataset.
    ///
    /// @param file a name for positions; nothing is read from it
    public static Optional<ContractOutline> outline(String file, String text, ContractVariables variables) {
        Faults ofSyntax = new Faults();
        return YamlReader.read(file, text, ofSyntax)
                .filter(_ -> !ofSyntax.hasErrors())
                .flatMap(root -> root instanceof YamlMap map ? outline(map, variables) : Optional.empty());
    }

    private static Optional<ContractOutline> outline(YamlMap map, ContractVariables given) {
        Faults told = new Faults();
        Fields fields = VariableDeclarations.read(map, given, told).fields(map, "the contract");
        return fields.text("kind").filter(kind -> !kind.equals("contract")).isPresent()
                ? Optional.empty()
                : DatasetNames.required(fields, "dataset")
                        .map(dataset -> new ContractOutline(
                                dataset,
                                map.get("scopes") instanceof YamlMap scopes ? scopes.keys() : Set.of()));
    }

    private ContractReading reading(String file, String text, Strictness strictness) {
        Optional<Contract> contract = YamlReader.read(file, text, faults)
                .flatMap(root -> switch (root) {
                    case YamlMap map -> Optional.of(contract(map, VariableDeclarations.read(map, given, faults)));
                    case YamlNode other -> notAContract(other);
                });
        List<Fault> found = faults.inOrder().stream()
                .map(fault -> strictness == Strictness.LENIENT ? leniently(fault) : fault)
                .toList();
        boolean hasErrors = found.stream().anyMatch(fault -> fault.severity() == Severity.ERROR);
        return contract.isPresent() && !hasErrors ? new Accepted(contract.get(), found) : new Faulty(found);
    }

    private static Fault leniently(Fault fault) {
        return fault.code().equals("contract.unknown-key")
                ? new Fault(Severity.WARNING, fault.code(), fault.message(), fault.position())
                : fault;
    }

    private Optional<Contract> notAContract(YamlNode root) {
        faults.error(
                "contract.not-a-mapping",
                "A contract is a mapping that starts with dataset: and columns:, but this is " + root.kind() + ".",
                root.position());
        return Optional.empty();
    }

    private Contract contract(YamlMap map, VariableScope variables) {
        Fields fields = variables.fields(map, "the contract");
        fields.refuseAllBut(KEYS);
        kind(fields);
        fields.text("description");
        ExtensionsReader.read(fields);
        DatasetName dataset = DatasetNames.required(fields, "dataset").orElse(UNKNOWN);
        Surroundings base = Surroundings.read(fields);
        Scopes scopes = ScopesReader.read(fields);
        CheckHeaderReader headers = new CheckHeaderReader(dataset, base, scopes.surroundings(), styles);
        FreshnessReader freshness = new FreshnessReader(variables, given.dataTimestamp());
        CheckListReader checkLists =
                new CheckListReader(new CheckReader(headers, dataset.source(), freshness), variables, faults);
        Columns columns = new ColumnsReader(
                        checkLists, dataset.source(), types.apply(dataset.source()), variables, faults)
                .read(fields);
        List<Check> ofDataset = checkLists.read(fields, Optional.empty());
        List<Check> checks = inOrder(map, columns.checks(), ofDataset);
        checks.addAll(ReconciliationReader.read(fields, headers));
        refuseTwins(checks);
        return new Contract(dataset, base.filter(), scopes.scopes(), columns.columns(), checks);
    }

    private static void kind(Fields fields) {
        fields.text("kind").filter(kind -> !kind.equals("contract")).ifPresent(kind -> fields.error(
                "contract.unsupported-kind",
                "kind must be contract: other kinds of files cannot be read here.",
                fields.map().positionOf("kind")));
    }

    private static List<Check> inOrder(YamlMap map, List<Check> ofColumns, List<Check> ofDataset) {
        List<String> keys = List.copyOf(map.keys());
        boolean datasetFirst = keys.indexOf("checks") < keys.indexOf("columns");
        List<Check> checks = new ArrayList<>(datasetFirst ? ofDataset : ofColumns);
        checks.addAll(datasetFirst ? ofColumns : ofDataset);
        return checks;
    }

    private void refuseTwins(List<Check> checks) {
        Map<String, Position> places = new HashMap<>();
        for (Check check : checks) {
            CheckHeader header = check.header();
            Position first = places.putIfAbsent(header.identity(), header.position());
            if (first != null) {
                faults.error(
                        "contract.duplicate-check",
                        "This check cannot be told from the " + header.type() + " check at " + first
                                + ". Give one of them a qualifier.",
                        header.position());
            }
        }
    }
}
