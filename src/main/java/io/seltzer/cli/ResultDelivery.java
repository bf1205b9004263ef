package io.seltzer.cli;

import io.seltzer.client.CloudFailure;
import io.seltzer.client.SodaCloud;
import io.seltzer.client.StoredScan;
import io.seltzer.protocol.results.ScanResults;
import java.io.PrintWriter;

/// Brings results to the control plane: first the contract's text, then what was found.
record ResultDelivery(SodaCloud cloud, PrintWriter out, PrintWriter err) {

    /// @param verdict what the command ends with when the results arrive
    ExitCode deliver(String contract, ScanResults results, ExitCode verdict) {
        try {
            String fileId = cloud.contracts().upload(contract);
            StoredScan stored = cloud.results().insert(results.ofContract(fileId));
            out.println("Results sent to " + stored.url().orElseGet(cloud::address) + ".");
            return verdict;
        } catch (CloudFailure failure) {
            err.println(failure.problem().sentence());
            err.println("The results could not be delivered.");
            return ExitCode.NOT_DELIVERED;
        }
    }
}
