package io.seltzer.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.monitor.PartitionColumnSuggestion.Candidate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionColumnSuggestionTest {
    @Test
    void of_two_alike_the_one_in_whose_order_rows_lie_comes_first() {
        assertThat(PartitionColumnSuggestion.of(List.of(
                        new Candidate("seen_at", "timestamp"), new Candidate("noted_at", "timestamp", true))))
                .containsExactly("noted_at", "seen_at");
    }


    @Test
    void times_of_arrival_come_first_and_what_is_no_time_never() {
        // Given
        List<Candidate> columns = List.of(
                new Candidate("id", "integer"),
                new Candidate("birth_date", "date"),
                new Candidate("updated_at", "timestamp with time zone"),
                new Candidate("order_date", "date"),
                new Candidate("created_on", "date"),
                new Candidate("created_at", "TIMESTAMP WITH TIME ZONE"),
                new Candidate("created_text", "text"),
                new Candidate("ingested_at", "timestamp(3) without time zone"),
                new Candidate("moment", "timestamp without time zone"),
                new Candidate("created_times", "timestamp[]"));

        // When
        List<String> suggested = PartitionColumnSuggestion.of(columns);

        // Then
        assertThat(suggested)
                .containsExactly(
                        "ingested_at", "created_at", "created_on", "order_date", "moment", "updated_at", "birth_date");
    }

    @Test
    void a_flight_arrives_with_its_date() {
        assertThat(PartitionColumnSuggestion.of(List.of(
                        new Candidate("sched_dep_time", "timestamp without time zone"),
                        new Candidate("time_hour", "timestamp with time zone"),
                        new Candidate("flight_date", "date"))))
                .first()
                .isEqualTo("flight_date");
    }
}
