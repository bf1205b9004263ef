package io.seltzer.anomaly;

/// What all scales learn alike from one decided value.
///
/// @param values learnt before this one
/// @param mature how many decided values, this one included, came in slots seen before
/// @param visits of the slot of the first season before this one
/// @param visits2 of the slot of the second season before this one
/// @param adapted whether this value made the level move
record Lesson(
        Slot slot,
        int values,
        int mature,
        int visits,
        int visits2,
        boolean newSlot,
        boolean anomaly,
        boolean adapted,
        boolean seasonalChange) {

    /// Whether the slot's seasonal term takes most of the error at once.
    boolean full() {
        return seasonalChange || (newSlot && !anomaly);
    }

    /// Whether forecasts are judged by it.
    boolean scored() {
        return !anomaly && !newSlot;
    }
}
