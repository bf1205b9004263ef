package io.seltzer.protocol.monitoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One number of one series, or why there is none. No member can hold a row.
///
/// @param group of a grouped monitor: its name where the user allows that, else its fingerprint
/// @param dataTime start of the partition; for what is measured at the scan, its data timestamp
/// @param value the raw number: of a change the new total, of schema changes none; absent when there is none
/// @param absence there exactly when the value is not, schema changes apart
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Measurement(
        UUID monitor,
        @Nullable String group,
        Instant dataTime,
        @Nullable Double value,
        @Nullable Absence absence) {

    /// Why there is no value.
    public enum Absence {
        /// No rows, or none with a value.
        empty,
        /// Not a number, or too large for one.
        notANumber,
        /// The data source cannot tell this, or not for a column of this type.
        notSupported,
        /// A privilege is missing.
        denied,
        tableMissing,
        columnMissing,
        /// It is no date and no time, or coarser than the partitions.
        partitionColumnUnfit,
        /// A user's query, or a query over data that do not fit it.
        queryFailed,
        tooManyGroups;

        /// @param reason why a verdict is unknown; empty when that is something else, such as training
        public static Optional<Absence> of(@Nullable String reason) {
            return Arrays.stream(values()).filter(absence -> absence.name().equals(reason)).findFirst();
        }

        /// Whether there will be no value before somebody changes something.
        public boolean isFault() {
            return switch (this) {
                case empty, notANumber, notSupported -> false;
                case denied, tableMissing, columnMissing, partitionColumnUnfit, queryFailed, tooManyGroups -> true;
            };
        }
    }
}
