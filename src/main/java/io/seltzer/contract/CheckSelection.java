package io.seltzer.contract;

import io.seltzer.yaml.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Which checks of a contract a run is for (contract-language §12). Selectors of different fields must all match; of
/// those of one field, one that is not negated and none that is.
public final class CheckSelection {
    /// Every check.
    public static final CheckSelection ALL = new CheckSelection(List.of());

    private static final String SCOPE = "scope";
    private final List<CheckSelector> selectors;

    private CheckSelection(List<CheckSelector> selectors) {
        this.selectors = List.copyOf(selectors);
    }

    /// What became of the texts of a command line.
    public sealed interface Parsing {
        record Valid(CheckSelection selection) implements Parsing {}

        /// @param faults sentences that name the text that is wrong
        record Faulty(List<String> faults) implements Parsing {
            public Faulty {
                faults = List.copyOf(faults);
            }
        }
    }

    /// @param filters `field=value` or `field!=value`
    /// @param paths of checks, as results show them; `*` and `?` stand for any text and any character
    public static Parsing parse(List<String> filters, List<String> paths) {
        List<CheckSelector> selectors = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (String filter : filters) {
            switch (CheckSelector.parse(filter)) {
                case CheckSelector.Parsing.Valid(CheckSelector selector) -> selectors.add(selector);
                case CheckSelector.Parsing.Faulty(String fault) -> faults.add(fault);
            }
        }
        paths.forEach(path -> selectors.add(CheckSelector.ofPath(path)));
        return faults.isEmpty() ? new Parsing.Valid(new CheckSelection(selectors)) : new Parsing.Faulty(faults);
    }

    /// What one field must or must not be, as it was written.
    ///
    /// @param values any of them; without repeats, in the order in which they were written
    public record Condition(String field, boolean negated, List<String> values) {
        public Condition {
            values = List.copyOf(values);
        }
    }

    private record Side(String field, boolean negated) {}

    /// In the order in which fields and their negations first appear.
    public List<Condition> conditions() {
        Map<Side, Set<String>> values = new LinkedHashMap<>();
        selectors.forEach(selector -> values.computeIfAbsent(
                        new Side(selector.field(), selector.negated()), _ -> new LinkedHashSet<>())
                .add(selector.value()));
        return values.entrySet().stream()
                .map(entry -> new Condition(
                        entry.getKey().field(), entry.getKey().negated(), List.copyOf(entry.getValue())))
                .toList();
    }

    /// Selected scopes that no contract of the run declares, each as a sentence.
    ///
    /// @param declared keys of all contracts of the run
    public List<String> unknownScopes(Collection<String> declared) {
        Set<String> known = new TreeSet<>(declared);
        known.add(CheckSelector.BASE);
        return selectors.stream()
                .filter(selector -> selector.field().equals(SCOPE))
                .filter(selector -> known.stream().noneMatch(selector::matchesText))
                .map(selector -> "There is no scope " + selector.value() + "."
                        + NearestName.hint(selector.value(), known))
                .toList();
    }

    public boolean selectsAll() {
        return selectors.isEmpty();
    }

    public boolean selects(Check check) {
        Map<String, List<CheckSelector>> byField = selectors.stream()
                .collect(Collectors.groupingBy(CheckSelector::field, LinkedHashMap::new, Collectors.toList()));
        return byField.values().stream().allMatch(ofField -> selects(ofField, check.header()));
    }

    private static boolean selects(List<CheckSelector> ofField, CheckHeader check) {
        List<CheckSelector> wanted =
                ofField.stream().filter(selector -> !selector.negated()).toList();
        return (wanted.isEmpty() || wanted.stream().anyMatch(selector -> selector.matches(check)))
                && ofField.stream().filter(CheckSelector::negated).noneMatch(selector -> selector.matches(check));
    }

    /// `type=missing, column!=id`, as on the command line.
    public String describe() {
        return selectors.isEmpty()
                ? "all checks"
                : selectors.stream().map(CheckSelector::toString).collect(Collectors.joining(", "));
    }
}
