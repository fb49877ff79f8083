package org.hypernetspark.model;

import java.util.Locale;

/** What a section of a file holds. Codes are part of the format: never change one. */
public enum SectionType {
    /** The mark behind the last section. */
    END(0, Long.BYTES),
    /** One UTF-8 text. */
    TEXT(1, 1),
    /** Many UTF-8 texts. */
    STRINGS(2, 1),
    /** Single-precision numbers. */
    FLOATS(3, Float.BYTES),
    /** 32-bit integers. */
    INTS(4, Integer.BYTES),
    /** 64-bit integers. */
    LONGS(5, Long.BYTES);

    private final int code;
    private final int elementBytes;

    SectionType(int code, int elementBytes) {
        this.code = code;
        this.elementBytes = elementBytes;
    }

    int code() {
        return code;
    }

    /** A block's length is a multiple of this. */
    int elementBytes() {
        return elementBytes;
    }

    /** The type of a code; null if there is none. */
    static SectionType of(int code) {
        for (SectionType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        return null;
    }

    /** As in messages. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
