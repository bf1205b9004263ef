package io.seltzer.cloud.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The checks of one column, or of the dataset as a whole.
///
/// @param wholeDataset whether these are the checks of no column
/// @param type of the column as the data source spells it; empty when it is not known
/// @param icon name in the sprite
public record CheckGroup(
        boolean wholeDataset, String title, String type, String icon, Tally tally, List<CheckLine> lines) {

    /// What is well may stay folded; the checks of the whole dataset come first and always show.
    public boolean isOpen() {
        return wholeDataset || lines.stream().anyMatch(line -> line.state().isTrouble());
    }

    /// The dataset's own checks first, then columns with trouble, then the others; each in the contract's order.
    ///
    /// @param types of columns by name
    static List<CheckGroup> of(List<CheckLine> lines, Map<String, String> types) {
        List<CheckLine> ofDataset = new ArrayList<>();
        Map<String, List<CheckLine>> byColumn = new LinkedHashMap<>();
        for (CheckLine line : lines) {
            line.column()
                    .map(column -> byColumn.computeIfAbsent(column, _ -> new ArrayList<>()))
                    .orElse(ofDataset)
                    .add(line);
        }
        List<CheckGroup> groups = new ArrayList<>();
        if (!ofDataset.isEmpty()) {
            groups.add(group(true, "Dataset", "", "t-table", ofDataset));
        }
        List<CheckGroup> columns = new ArrayList<>();
        byColumn.forEach((column, checks) -> {
            String type = types.getOrDefault(column, "");
            columns.add(group(false, column, type, ColumnIcon.of(type), checks));
        });
        columns.stream().filter(CheckGroup::isOpen).forEach(groups::add);
        columns.stream().filter(group -> !group.isOpen()).forEach(groups::add);
        return groups;
    }

    private static CheckGroup group(
            boolean wholeDataset, String title, String type, String icon, List<CheckLine> lines) {
        Tally tally = Tally.NONE;
        for (CheckLine line : lines) {
            tally = tally.plus(line.state());
        }
        return new CheckGroup(wholeDataset, title, type, icon, tally, List.copyOf(lines));
    }
}
