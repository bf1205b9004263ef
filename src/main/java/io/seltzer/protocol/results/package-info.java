/// The result message of a scan, in the form that all clients of this field speak (`sodaCoreInsertScanResults`,
/// version 4): names, check logic, numbers, times, enumerations. No member can hold a row.
@NullMarked
package io.seltzer.protocol.results;

import org.jspecify.annotations.NullMarked;
