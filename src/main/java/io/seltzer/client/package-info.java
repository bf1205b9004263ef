/// The Soda protocol as a client, to our control plane or Soda's. Plain blocking code; nothing here prints or ends a
/// process.
///
/// ```
/// ClientSettings settings = ClientSettings.of(version, environment, event -> print(event.sentence()));
/// try (SodaCloud cloud = new SodaCloud(file, settings)) {
///     Optional<DatasetConfiguration> configuration = cloud.contracts().configurationOf(dataset);
///     ScanResults results = ...;                                      // verify
///     String fileId = cloud.contracts().upload(text);                 // goes into ScanResults.contract
///     StoredScan stored = cloud.results().insert(results);
/// } catch (CloudFailure failure) {
///     print(failure.problem().sentence());
///     end(failure.conclusion());                                      // 3, or 4 for what was to be delivered
/// }
/// ```
///
/// - Local verification with delivery: `contracts().configurationOf`, the scan, `contracts().upload`,
///   `results().insert`. Without delivery only the first.
/// - Verification of a contract that the control plane keeps: first `contracts().get`; the path on the wire is
///   [io.seltzer.client.SodaCloud#REMOTE_PATH].
/// - Verification on a runner: [io.seltzer.client.RemoteVerification], one call from the permission to the log.
/// - Discovery on one's own account: `results().insert(Discovery)`. Discovery of a managed scan: `discoveries().start`,
///   then a [io.seltzer.client.LogStream], `discoveries().insert`, `LogStream.finish`, `discoveries().end`; after a
///   failure of the start or of the engine `results().markScanFailed` with the lines that were not delivered instead
///   of the end.
///
/// One log-in serves a whole [io.seltzer.client.SodaCloud]. An expired token, 429, and failures in transport are dealt
/// with here, as far as repeating a message is safe.
@NullMarked
package io.seltzer.client;

import org.jspecify.annotations.NullMarked;
