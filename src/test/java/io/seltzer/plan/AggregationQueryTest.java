package io.seltzer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.contract.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AggregationQueryTest {

    @Test
    void writes_one_line_for_each_aggregate() {
        assertThat(query(2).sql()).isEqualTo("SELECT e0,\n       e1\nFROM t");
    }

    @Test
    void cannot_be_split_below_one_aggregate() {
        assertThat(query(1).split()).isEmpty();
    }

    @Property
    void splitting_on_leaves_each_aggregate_alone_and_in_order(@ForAll @IntRange(min = 1, max = 200) int size) {
        // Given
        AggregationQuery query = query(size);

        // When
        List<AggregationQuery> alone = new ArrayList<>();
        splitInto(alone, query);

        // Then
        assertThat(alone.stream().flatMap(part -> part.aggregates().stream()).toList()).isEqualTo(query.aggregates());
        assertThat(alone).hasSize(size).allMatch(part -> part.from().equals(query.from()));
    }

    @Property
    void packs_in_order_within_the_limits(
            @ForAll @IntRange(min = 1, max = 300) int size,
            @ForAll @IntRange(min = 15, max = 500) int maxLength,
            @ForAll @IntRange(min = 1, max = 50) int maxColumns) {
        // Given
        AggregationQuery query = query(size);

        // When
        List<AggregationQuery> packed =
                new AggregationPacking(maxLength, maxColumns).pack(query.aggregates(), query.from());

        // Then
        assertThat(packed.stream().flatMap(part -> part.aggregates().stream()).toList()).isEqualTo(query.aggregates());
        assertThat(packed).allMatch(part -> part.aggregates().size() <= maxColumns);
        assertThat(packed).allMatch(part -> part.aggregates().size() == 1 || part.sql().length() <= maxLength);
    }

    @Test
    void starts_a_new_query_only_at_a_limit() {
        // Given
        AggregationQuery query = query(10);

        // When
        int length = query.sql().length();

        // Then
        assertThat(new AggregationPacking(length + AggregationQuery.SEPARATOR.length(), 10)
                        .pack(query.aggregates(), query.from()))
                .containsExactly(query);
        assertThat(new AggregationPacking(length - 1, 10).pack(query.aggregates(), query.from())).hasSize(2);
    }

    private static AggregationQuery query(int size) {
        return new AggregationQuery(
                IntStream.range(0, size)
                        .mapToObj(i -> new Aggregate("e" + i, List.of(new Metric.QueryValue("f" + i))))
                        .toList(),
                "FROM t");
    }

    private static void splitInto(List<AggregationQuery> alone, AggregationQuery query) {
        List<AggregationQuery> parts = query.split();
        if (parts.isEmpty()) {
            alone.add(query);
        }
        parts.forEach(part -> splitInto(alone, part));
    }
}
