package io.seltzer.check;

import io.seltzer.contract.Column;

/// One way in which a dataset's columns differ from the contract's.
public sealed interface SchemaEvent {
    record MissingColumn(Column expected) implements SchemaEvent {}

    record UnexpectedColumn(ActualColumn actual) implements SchemaEvent {}

    /// The type's name, or a parameter that the contract states, differs.
    record TypeMismatch(Column expected, ActualColumn actual) implements SchemaEvent {}

    /// In the dataset `column` comes after `after`, in the contract before it.
    record OrderViolation(String column, String after) implements SchemaEvent {}

    /// An order violation fails the check, but its value does not count it.
    default boolean isCounted() {
        return !(this instanceof OrderViolation);
    }
}
