package io.seltzer.agent;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The few forms of DER (X.690) that a certificate is written in. Pure.
final class Der {
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int LONGEST_SHORT_FORM = 0x7f;

    private Der() {}

    static byte[] of(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        writeLength(all, content.size());
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }

    static byte[] sequence(byte[]... parts) {
        return of(SEQUENCE, parts);
    }

    static byte[] set(byte[]... parts) {
        return of(SET, parts);
    }

    static byte[] ascii(int tag, String text) {
        return of(tag, text.getBytes(StandardCharsets.US_ASCII));
    }

    /// @param bytes of the content, where they are known by heart
    static byte[] known(int tag, int... bytes) {
        byte[] content = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            content[i] = (byte) bytes[i];
        }
        return of(tag, content);
    }

    private static void writeLength(ByteArrayOutputStream out, int length) {
        if (length <= LONGEST_SHORT_FORM) {
            out.write(length);
        } else if (length <= 0xff) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
    }
}
