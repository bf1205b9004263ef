package io.seltzer.cli;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Values for variables, as the command line gives them.
///
/// @param texts by name, without the blanks around them
record VariableOptions(Map<String, String> texts) {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+(_\\d+)*");
    private static final Pattern FRACTION =
            Pattern.compile("[+-]?(\\d+(_\\d+)*\\.?(\\d+(_\\d+)*)?|\\.\\d+(_\\d+)*)([eE][+-]?\\d{1,3})?");

    /// @throws UserError when a name or a value is empty
    static VariableOptions of(Map<String, String> options) {
        Map<String, String> texts = new LinkedHashMap<>();
        options.forEach((name, value) -> texts.put(name.strip(), value.strip()));
        texts.forEach((name, value) -> {
            if (name.isEmpty() || value.isEmpty()) {
                throw new UserError("--set needs a name and a value: --set NAME=VALUE.");
            }
        });
        return new VariableOptions(texts);
    }

    /// What looks like a number is one (cli §3.1).
    Map<String, Object> typed() {
        Map<String, Object> typed = new LinkedHashMap<>();
        texts.forEach((name, text) -> typed.put(name, typed(text)));
        return typed;
    }

    private static Object typed(String text) {
        if (WHOLE.matcher(text).matches()) {
            return new BigInteger(text.replace("_", ""));
        }
        return FRACTION.matcher(text).matches() ? new BigDecimal(text.replace("_", "")) : (Object) text;
    }
}
