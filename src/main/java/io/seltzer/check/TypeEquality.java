package io.seltzer.check;

/// Whether a contract's type name and a database's mean the same type; each dialect has its own synonyms.
@FunctionalInterface
public interface TypeEquality {
    boolean same(String expected, String actual);
}
