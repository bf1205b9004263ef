package io.seltzer.anomaly;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;

/// A state as bytes, little-endian: version, the series' settings, the parts' fields in a fixed order, and a checksum (CRC-32)
/// of all before it.
final class StateWriter {
    /// Raised with whatever changes what the bytes mean, the constants included. States of another version are not read;
    /// they are replayed from history.
    static final int VERSION = 1;

    /// As the processors that this runs on have it: long arrays are copied as they are.
    static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private static final int SOME = 1024;

    private ByteBuffer bytes;

    /// @param size about how many bytes it will be
    StateWriter(Series series, int size) {
        bytes = ByteBuffer.allocate(size + SOME).order(ORDER);
        count(VERSION).series(series);
    }

    private void series(Series series) {
        room(4 * Double.BYTES);
        bytes.putInt(series.stepHours())
                .putInt(series.whole() ? 1 : 0)
                .putDouble(series.lower())
                .putDouble(series.upper())
                .putDouble(series.resolution())
                .putInt(series.zone().getId().hashCode());
    }

    StateWriter real(double value) {
        room(Double.BYTES);
        bytes.putDouble(value);
        return this;
    }

    StateWriter reals(double[] values) {
        return reals(values, values.length);
    }

    /// @param first how many of them
    StateWriter reals(double[] values, int first) {
        room(first * Double.BYTES);
        bytes.asDoubleBuffer().put(values, 0, first);
        bytes.position(bytes.position() + first * Double.BYTES);
        return this;
    }

    StateWriter count(int value) {
        room(Integer.BYTES);
        bytes.putInt(value);
        return this;
    }

    StateWriter counts(int[] values) {
        return integers(values);
    }

    StateWriter integers(int[] values) {
        room(values.length * Integer.BYTES);
        bytes.asIntBuffer().put(values);
        bytes.position(bytes.position() + values.length * Integer.BYTES);
        return this;
    }

    StateWriter whole(long value) {
        room(Long.BYTES);
        bytes.putLong(value);
        return this;
    }

    byte[] done() {
        CRC32 checksum = new CRC32();
        checksum.update(bytes.array(), 0, bytes.position());
        count((int) checksum.getValue());
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private void room(int more) {
        int needed = bytes.position() + more;
        if (needed > bytes.capacity()) {
            byte[] larger = Arrays.copyOf(bytes.array(), Math.max(needed, 2 * bytes.capacity()));
            bytes = ByteBuffer.wrap(larger).order(ORDER).position(bytes.position());
        }
    }
}
