package io.seltzer.cloud.store;

import io.seltzer.contract.DatasetName;
import io.seltzer.yaml.Faults;
import io.seltzer.yaml.Scalar;
import io.seltzer.yaml.YamlNode;
import io.seltzer.yaml.YamlNode.YamlMap;
import io.seltzer.yaml.YamlNode.YamlScalar;
import io.seltzer.yaml.YamlReader;
import java.util.Optional;

/// Lets in every YAML document that names its dataset.
public final class DatasetNameGate implements ContractGate {
    private static final String KEY = "dataset";

    @Override
    public Verdict check(String fileName, String text) {
        Faults faults = new Faults();
        Optional<DatasetName> name =
                YamlReader.read(fileName, text, faults).flatMap(root -> datasetName(root, faults));
        return name.isPresent() && !faults.hasErrors()
                ? new Verdict.Accepted(name.get())
                : new Verdict.Rejected(faults.inOrder());
    }

    private static Optional<DatasetName> datasetName(YamlNode root, Faults faults) {
        if (!(root instanceof YamlMap map)) {
            faults.error("contract.shape", "A contract is a mapping, not " + root.kind() + ".", root.position());
            return Optional.empty();
        }
        Optional<DatasetName> name = map.get(KEY) instanceof YamlScalar(Scalar.Text(String value), _, _)
                ? DatasetName.parse(value)
                : Optional.empty();
        if (name.isEmpty()) {
            faults.error(
                    "contract.dataset",
                    "The key dataset with a name such as source/database/schema/table is missing.",
                    map.positionOf(KEY));
        }
        return name;
    }
}
