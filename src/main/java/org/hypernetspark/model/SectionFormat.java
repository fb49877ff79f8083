package org.hypernetspark.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The layout of the container, version 1. All numbers are little-endian, all checksums CRC-32C (RFC 3720).
 *
 * <pre>
 * file     = magic[8] version:u32 section* end
 * magic    = 89 48 4E 53 50 0D 0A 1A        a byte above 7 bits, "HNSP", CR LF, Ctrl-Z:
 *                                           shows a transfer as text, as PNG's does
 *
 * section  = header block* stop
 * header   = type:u8 nameLength:u8 name[nameLength] checksum:u32
 * block    = length:u32 payload[length] checksum:u32      1 &lt;= length &lt;= 65,536
 * stop     = 0:u32 checksum:u32
 *
 * end      = a section of type 0 named "end" with one block of two i64:
 *            number of sections before it, checksum of all bytes before it
 *
 * payload  by type:  1 text     a piece of one UTF-8 text
 *                    2 strings  whole strings, each as length:u32 and UTF-8 bytes
 *                    3 floats   f32[]
 *                    4 ints     i32[]
 *                    5 longs    i64[]
 * </pre>
 *
 * <p>The checksum of a header is over its type, name length and name; that of a block or stop over its length and payload.
 * Nothing may follow the end. Blocks let a section be written without knowing its length, and read without trusting it: no
 * more than one block is ever allocated before its checksum has been seen to be right.
 */
final class SectionFormat {
    static final int VERSION = 1;
    static final int MAX_BLOCK = 1 << 16;
    static final int MAX_NAME = 255;
    static final String END_NAME = "end";

    private static final byte[] MAGIC = {(byte) 0x89, 'H', 'N', 'S', 'P', '\r', '\n', 0x1A};

    private SectionFormat() {}

    static byte[] magic() {
        return MAGIC.clone();
    }

    /** The bytes as a little-endian buffer. */
    static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
