package io.seltzer.cloud.store;

/// Which part of a list.
///
/// @param number from 0
/// @param size at least 1
public record PageRequest(int number, int size) {
    long offset() {
        return (long) number * size;
    }
}
