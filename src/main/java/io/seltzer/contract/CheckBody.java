package io.seltzer.contract;

import io.seltzer.yaml.Fields;
import io.seltzer.yaml.Position;
import java.util.List;

/// One check as it stands in the file.
///
/// @param keyPosition of the check's type
record CheckBody(CheckHeader header, Fields fields, Position keyPosition) {
    boolean has(String key) {
        return fields.has(key);
    }

    void warnOfIdle(List<String> keys) {
        fields.warnOfIdle(keys);
    }

    /// A fault of the check as a whole.
    void error(String code, String message) {
        fields.error(code, message, keyPosition);
    }

    void errorAtKey(String code, String message, String key) {
        fields.error(code, message, fields.map().keyPosition(key));
    }

    void errorAtValue(String code, String message, String key) {
        fields.error(code, message, fields.map().positionOf(key));
    }
}
