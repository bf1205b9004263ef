package io.seltzer.contract;

import java.util.Arrays;

/// BLAKE2b without key, salt and personalisation (RFC 7693). The length of the digest is one of its
/// parameters: a short digest is no prefix of a longer one.
final class Blake2b {
    private static final int BLOCK = 128;
    private static final int ROUNDS = 12;

    private static final long[] IV = {
        0x6a09e667f3bcc908L, 0xbb67ae8584caa73bL, 0x3c6ef372fe94f82bL, 0xa54ff53a5f1d36f1L,
        0x510e527fade682d1L, 0x9b05688c2b3e6c1fL, 0x1f83d9abfb41bd6bL, 0x5be0cd19137e2179L
    };

    private static final byte[][] SIGMA = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
        {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
        {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
        {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
        {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
        {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
        {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
        {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
        {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
        {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}
    };

    private final long[] state = IV.clone();
    private final long[] message = new long[16];
    private final long[] work = new long[16];

    private Blake2b(int digestLength) {
        state[0] ^= 0x01010000L ^ digestLength;
    }

    /// @param digestLength in bytes, 1 to 64
    static byte[] digest(byte[] input, int digestLength) {
        if (digestLength < 1 || digestLength > 64) {
            throw new IllegalArgumentException("A digest has 1 to 64 bytes, not " + digestLength);
        }
        Blake2b hash = new Blake2b(digestLength);
        int start = 0;
        while (input.length - start > BLOCK) {
            hash.compress(input, start, start + BLOCK, false);
            start += BLOCK;
        }
        hash.compress(input, start, input.length, true);
        return hash.output(digestLength);
    }

    /// Mixes in one block, which ends at `end`; a short one is filled up with zeros.
    private void compress(byte[] input, int start, int end, boolean last) {
        Arrays.fill(message, 0);
        for (int i = start; i < end; i++) {
            message[(i - start) >> 3] |= (input[i] & 0xffL) << (8 * ((i - start) & 7));
        }
        System.arraycopy(state, 0, work, 0, 8);
        System.arraycopy(IV, 0, work, 8, 8);
        work[12] ^= end;
        if (last) {
            work[14] = ~work[14];
        }
        for (int round = 0; round < ROUNDS; round++) {
            round(SIGMA[round % SIGMA.length]);
        }
        for (int i = 0; i < 8; i++) {
            state[i] ^= work[i] ^ work[i + 8];
        }
    }

    private void round(byte[] order) {
        mix(0, 4, 8, 12, message[order[0]], message[order[1]]);
        mix(1, 5, 9, 13, message[order[2]], message[order[3]]);
        mix(2, 6, 10, 14, message[order[4]], message[order[5]]);
        mix(3, 7, 11, 15, message[order[6]], message[order[7]]);
        mix(0, 5, 10, 15, message[order[8]], message[order[9]]);
        mix(1, 6, 11, 12, message[order[10]], message[order[11]]);
        mix(2, 7, 8, 13, message[order[12]], message[order[13]]);
        mix(3, 4, 9, 14, message[order[14]], message[order[15]]);
    }

    private void mix(int a, int b, int c, int d, long x, long y) {
        work[a] += work[b] + x;
        work[d] = Long.rotateRight(work[d] ^ work[a], 32);
        work[c] += work[d];
        work[b] = Long.rotateRight(work[b] ^ work[c], 24);
        work[a] += work[b] + y;
        work[d] = Long.rotateRight(work[d] ^ work[a], 16);
        work[c] += work[d];
        work[b] = Long.rotateRight(work[b] ^ work[c], 63);
    }

    private byte[] output(int digestLength) {
        byte[] digest = new byte[digestLength];
        for (int i = 0; i < digestLength; i++) {
            digest[i] = (byte) (state[i >> 3] >>> (8 * (i & 7)));
        }
        return digest;
    }
}
