package io.seltzer.plan;

import static io.seltzer.contract.SampleChecks.computed;
import static io.seltzer.contract.SampleChecks.duplicate;
import static io.seltzer.contract.SampleChecks.duplicateRows;
import static io.seltzer.contract.SampleChecks.formatAndLength;
import static io.seltzer.contract.SampleChecks.invalid;
import static io.seltzer.contract.SampleChecks.missing;
import static io.seltzer.contract.SampleChecks.missingTexts;
import static io.seltzer.contract.SampleChecks.occursIn;
import static io.seltzer.contract.SampleChecks.range;
import static io.seltzer.contract.SampleChecks.referring;
import static io.seltzer.contract.SampleChecks.rowCount;
import static io.seltzer.contract.SampleChecks.schema;
import static io.seltzer.contract.SampleChecks.validValues;
import static io.seltzer.contract.SampleChecks.column;

import io.seltzer.contract.Check;
import io.seltzer.contract.Contract;
import io.seltzer.contract.DatasetName;
import io.seltzer.contract.Missing;
import io.seltzer.contract.Validity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A contract with a check of every kind, and with texts that are hard to quote.
public final class BookingsContract {
    private static final Optional<String> PAID = Optional.of("fare > 0");
    private static final Missing ABSENT = missingTexts("N/A", "");

    private BookingsContract() {}

    public static Contract create() {
        return new Contract(
                new DatasetName("warehouse", List.of("soda", "shop"), "bookings"),
                Optional.of("booked_at >= '2026-01-01' -- this year"),
                Map.of(),
                List.of(),
                checks());
    }

    private static List<Check> checks() {
        Optional<String> none = Optional.empty();
        return List.of(
                missing("aa000001", column("id"), none),
                duplicate("aa000002", column("id"), none),
                missing("aa000003", column("pnr", ABSENT, Validity.NONE), PAID),
                invalid("aa000004", column("pnr", ABSENT, formatAndLength("^[A-Z0-9']{6}$", 6)), none),
                duplicate("aa000005", column("pnr", ABSENT, Validity.NONE), PAID),
                invalid("aa000006", column("fare", Missing.NULL_ONLY, range("0", "999.99")), none),
                invalid("aa000007", column("dep", Missing.NULL_ONLY, occursIn("airports", "iata")), PAID),
                invalid("aa000008", column("dep", ABSENT, referring(validValues("BRU", "CDG"), "airports", "dep")), none),
                invalid("aa000009", computed("dep", "upper(dep) -- any case", occursIn("airports", "dep")), none),
                duplicate("aa000010", computed("email", "lower(email)", Validity.NONE), none),
                missing("aa000011", column("seat \"no\""), none),
                rowCount("aa000012", none),
                rowCount("aa000013", PAID),
                duplicateRows("aa000014", none, "pnr", "dep"),
                duplicateRows("aa000015", PAID, "pnr", "extras"),
                schema("aa000016"));
    }
}
