package io.seltzer.anomaly;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/// Reads what [StateWriter] wrote, field by field, and believes none of it.
final class StateReader {
    private final ByteBuffer bytes;

    /// @throws BrokenStateException if the bytes are damaged, of another version, or of a series with other settings
    StateReader(byte[] state, Series series) throws BrokenStateException {
        int length = state.length - Integer.BYTES;
        require(length >= 0);
        bytes = ByteBuffer.wrap(state, 0, length).order(StateWriter.ORDER);
        CRC32 checksum = new CRC32();
        checksum.update(state, 0, length);
        require((int) checksum.getValue() == ByteBuffer.wrap(state).order(StateWriter.ORDER).getInt(length));
        require(count() == StateWriter.VERSION);
        require(integer() == series.stepHours());
        require(integer() == (series.whole() ? 1 : 0));
        require(same(series.lower()) && same(series.upper()) && same(series.resolution()));
        require(integer() == series.zone().getId().hashCode());
    }

    private boolean same(double setting) throws BrokenStateException {
        room(Double.BYTES);
        return bytes.getDouble() == setting;
    }

    /// A finite number.
    double real() throws BrokenStateException {
        room(Double.BYTES);
        double value = bytes.getDouble();
        require(Double.isFinite(value));
        return value;
    }

    StateReader reals(double[] into) throws BrokenStateException {
        return reals(into, into.length);
    }

    StateReader reals(double[] into, int first) throws BrokenStateException {
        room(first * Double.BYTES);
        bytes.asDoubleBuffer().get(into, 0, first);
        bytes.position(bytes.position() + first * Double.BYTES);
        double largest = 0;
        for (int i = 0; i < first; i++) {
            largest = Math.max(largest, Math.abs(into[i])); // not a number if one is
        }
        return require(largest <= Double.MAX_VALUE);
    }

    /// Not below 0.
    int count() throws BrokenStateException {
        int value = integer();
        require(value >= 0);
        return value;
    }

    StateReader counts(int[] into) throws BrokenStateException {
        integers(into);
        for (int value : into) {
            require(value >= 0);
        }
        return this;
    }

    StateReader integers(int[] into) throws BrokenStateException {
        room(into.length * Integer.BYTES);
        bytes.asIntBuffer().get(into);
        bytes.position(bytes.position() + into.length * Integer.BYTES);
        return this;
    }

    long whole() throws BrokenStateException {
        room(Long.BYTES);
        return bytes.getLong();
    }

    private int integer() throws BrokenStateException {
        room(Integer.BYTES);
        return bytes.getInt();
    }

    StateReader require(boolean condition) throws BrokenStateException {
        if (!condition) {
            throw new BrokenStateException();
        }
        return this;
    }

    void end() throws BrokenStateException {
        require(!bytes.hasRemaining());
    }

    private void room(int needed) throws BrokenStateException {
        require(bytes.remaining() >= needed);
    }
}
