package io.seltzer.scan;

import io.seltzer.plan.Gap;
import io.seltzer.source.SourceFailure;

/// What a statement's failure means for the monitors that needed it.
final class GapOfFailure {
    private GapOfFailure() {}

    static Gap of(SourceFailure failure) {
        return switch (failure.sqlState()) {
            case "42501" -> Gap.DENIED;
            case "42P01", "3F000" -> Gap.TABLE_MISSING;
            case "42703" -> Gap.COLUMN_MISSING;
            // No function or operator for the type, or no such column of the system's.
            case "42883", "0A000" -> Gap.NOT_SUPPORTED;
            case "22003" -> Gap.NOT_A_NUMBER;
            default -> Gap.QUERY_FAILED;
        };
    }
}
