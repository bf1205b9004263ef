package io.seltzer.cloud.store;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;

/// Everything that the faces of a control plane read and write, over one database.
public record Store(
        Database database,
        ApiKeys keys,
        KeyBootstrap bootstrap,
        Agents agents,
        DataSources dataSources,
        Contracts contracts,
        Scans scans,
        ScanLogs logs,
        ScanBundles bundles,
        Leases leases,
        Instructions instructions,
        Checks checks,
        Sweep sweep,
        CheckPartitions partitions,
        WorkSignal signal) {

    /// @param lease how long a lease lasts without renewal
    /// @param attempts how often an instruction is granted at most
    /// @param longestScan from the request to the deadline
    /// @param connections most connections to the database
    public record Rules(Duration lease, int attempts, Duration longestScan, int connections) {}

    public static Store open(
            Vertx vertx, DatabaseAddress address, InstantSource clock, Rules rules, ContractGate gate) {
        Database database = Database.connecting(vertx, address, rules.connections(), clock);
        ApiKeys keys = new ApiKeys(database);
        Agents agents = new Agents(database);
        GracePeriod grace = new GracePeriod(rules.lease(), clock);
        ScanLogs logs = new ScanLogs(database);
        return new Store(
                database,
                keys,
                new KeyBootstrap(database, keys),
                agents,
                new DataSources(database),
                new Contracts(database, gate),
                new Scans(database, rules.longestScan()),
                logs,
                new ScanBundles(database),
                new Leases(database, agents, grace, rules.lease(), rules.attempts()),
                new Instructions(database, new ResultIntake(database, logs), logs, rules.attempts()),
                new Checks(database),
                new Sweep(database, grace, rules.attempts()),
                new CheckPartitions(database),
                new WorkSignal(vertx, address));
    }
}
