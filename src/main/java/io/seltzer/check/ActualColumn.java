package io.seltzer.check;

import io.seltzer.contract.Column.TypeParameters;
import java.util.Optional;

/// A column as the data source describes it.
///
/// @param type the name without parameters
/// @param parameters those that the type has and states
/// @param sourceType the type in the source's own words; takes no part in comparisons
public record ActualColumn(String name, String type, TypeParameters parameters, Optional<String> sourceType) {}
