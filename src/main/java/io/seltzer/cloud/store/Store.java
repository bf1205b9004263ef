package io.seltzer.cloud.store;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;

/// Everything that the faces of a control plane read and write, over one database.
public record Store(
        Database database,
        ApiKeys keys,
        KeyBootstrap bootstrap,
        AccessTokens tokens,
        JobTokens jobTokens,
        Agents agents,
        DataSources dataSources,
        Datasets datasets,
        Contracts contracts,
        ContractFiles files,
        Scans scans,
        Verifications verifications,
        ScanLogs logs,
        ScanBundles bundles,
        Leases leases,
        Instructions instructions,
        LocalRuns localRuns,
        ClientScans clientScans,
        Checks checks,
        Monitoring monitoring,
        Sweep sweep,
        MonthlyPartitions partitions,
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
        ResultIntake intake = new ResultIntake(database, logs);
        Datasets datasets = new Datasets(database);
        Contracts contracts = new Contracts(database, datasets, gate);
        return new Store(
                database,
                keys,
                new KeyBootstrap(database, keys),
                new AccessTokens(database),
                new JobTokens(database),
                agents,
                new DataSources(database),
                datasets,
                contracts,
                new ContractFiles(database),
                new Scans(database),
                new Verifications(database, datasets, contracts, rules.longestScan()),
                logs,
                new ScanBundles(database),
                new Leases(database, agents, grace, rules.lease(), rules.attempts()),
                new Instructions(database, intake, new MonitoringResults(database, logs), logs, rules.attempts()),
                new LocalRuns(database, datasets, intake),
                new ClientScans(database, intake, logs),
                new Checks(database),
                Monitoring.over(database, datasets, rules.longestScan()),
                new Sweep(database, grace, rules.attempts()),
                new MonthlyPartitions(database),
                new WorkSignal(vertx, address));
    }
}
