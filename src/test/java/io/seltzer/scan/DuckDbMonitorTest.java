package io.seltzer.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.monitor.Monitor;
import io.seltzer.monitor.MonitorMetric;
import io.seltzer.plan.SampleMonitors;
import io.seltzer.testing.TestSource;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbMonitorTest extends MonitorKit {
    @TempDir
    static Path folder;

    @Override
    TestSource create() {
        return TestSource.duckDb(folder);
    }

    @Test
    void the_total_comes_from_the_catalog_and_changes_are_not_known() {
        Monitor total = SampleMonitors.of(MonitorMetric.TOTAL_ROW_COUNT);
        Monitor modified = SampleMonitors.of(MonitorMetric.LAST_MODIFICATION);
        series.run(series.whole("numbers", total, modified));
        assertThat(series.of(total)).isEqualTo("8.0");
        assertThat(series.of(modified)).isEqualTo("notSupported");
    }
}
