package io.seltzer.contract;

import static io.seltzer.contract.Contracts.columnCheck;
import static io.seltzer.contract.Contracts.datasetCheck;
import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.contract.ColumnValues.ColumnExpression;
import io.seltzer.contract.Metric.DistinctTuples;
import io.seltzer.contract.Metric.DistinctValues;
import io.seltzer.contract.Metric.InvalidRows;
import io.seltzer.contract.Metric.MissingRows;
import io.seltzer.contract.Metric.UnreferencedRows;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckMetricsTest {
    private static final ColumnExpression C = new ColumnExpression.Plain("c");
    private static final Metric ROWS = new Metric.Rows(TestedRows.OF_DATASET);
    private static final Metric MISSING = new MissingRows(C, Missing.NULL_ONLY, TestedRows.OF_DATASET);

    @Test
    void checksWithoutAFilterShareTheRowsOfTheDataset() {
        assertThat(CheckMetrics.of(datasetCheck("[row_count: ]"))).containsExactly(ROWS);
        assertThat(CheckMetrics.of(datasetCheck("[{row_count: {filter: x > 1}}]")))
                .containsExactly(new Metric.Rows(new TestedRows(Optional.empty(), Optional.of("x > 1"))), ROWS);
    }

    @Test
    void checksOfAColumn() {
        assertThat(CheckMetrics.of(columnCheck("checks:\n- missing:"))).containsExactly(MISSING, ROWS);
        assertThat(CheckMetrics.of(columnCheck("checks:\n- duplicate:")))
                .containsExactly(
                        new DistinctValues(C, Missing.NULL_ONLY, TestedRows.OF_DATASET), MISSING, ROWS);
        assertThat(CheckMetrics.of(columnCheck("checks:\n- invalid: {valid_min: 0}")))
                .hasSize(3)
                .contains(MISSING, ROWS)
                .first()
                .isInstanceOf(InvalidRows.class);
    }

    @Test
    void aReferenceIsCountedByItsOwnQuery() {
        assertThat(CheckMetrics.of(columnCheck(
                        "checks:\n- invalid: {valid_reference_data: {dataset: wh/r, column: k}}")))
                .contains(MISSING, ROWS)
                .first()
                .isInstanceOf(UnreferencedRows.class);
    }

    @Test
    void tuplesHaveNoMissingRows() {
        assertThat(CheckMetrics.of(datasetCheck("[{duplicate: {columns: [a, b]}}]")))
                .containsExactly(new DistinctTuples(List.of("a", "b"), TestedRows.OF_DATASET), ROWS);
    }

    @Test
    void someChecksMeasureNothing() {
        assertThat(CheckMetrics.of(datasetCheck("[schema: ]"))).isEmpty();
        assertThat(CheckMetrics.of(datasetCheck("[hierarchy: ]"))).isEmpty();
    }
}
