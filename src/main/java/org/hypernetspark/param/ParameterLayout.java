package org.hypernetspark.param;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Which slice of a flat vector is which tensor: an ordered list of tensors with their offsets. */
public final class ParameterLayout {
    private final List<ParameterSpec> specs;
    private final int[] offsets;
    private final Map<String, Integer> indexByName;
    private final int size;

    private ParameterLayout(List<ParameterSpec> specs) {
        this.specs = List.copyOf(specs);
        this.offsets = new int[specs.size()];
        this.indexByName = new HashMap<>();
        long offset = 0;
        for (int i = 0; i < offsets.length; i++) {
            ParameterSpec spec = this.specs.get(i);
            if (indexByName.put(spec.name(), i) != null) {
                throw new IllegalArgumentException("Two parameters are named " + spec.name());
            }
            offsets[i] = (int) offset;
            offset += spec.size();
            if (offset > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("The parameters up to " + spec.name() + " hold " + offset
                        + " values, more than one array can; generate in chunks or make the network smaller");
            }
        }
        this.size = (int) offset;
    }

    /**
     * Lays the tensors out one after the other.
     *
     * @throws IllegalArgumentException if two share a name or together they exceed one array
     */
    public static ParameterLayout of(List<ParameterSpec> specs) {
        return new ParameterLayout(specs);
    }

    /** This layout followed by {@code next}. */
    public ParameterLayout followedBy(ParameterLayout next) {
        List<ParameterSpec> all = new ArrayList<>(specs);
        all.addAll(next.specs);
        return of(all);
    }

    /** The same tensors, each name behind {@code prefix}. */
    public ParameterLayout prefixed(String prefix) {
        return of(specs.stream().map(spec -> spec.prefixed(prefix)).toList());
    }

    /** The tensors in order. */
    public List<ParameterSpec> specs() {
        return specs;
    }

    /** Offset of the first value of tensor {@code index}. */
    public int offset(int index) {
        return offsets[index];
    }

    /**
     * Offset of the first value of the tensor {@code name}.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public int offset(String name) {
        Integer index = indexByName.get(name);
        if (index == null) {
            throw new IllegalArgumentException("No parameter is named " + name + "; there are " + indexByName.keySet());
        }
        return offsets[index];
    }

    /** Number of values of all tensors. */
    public int size() {
        return size;
    }

    /** Sixteen hexadecimal digits that change when a name, kind, shape or the order changes. */
    public String fingerprint() {
        StringBuilder text = new StringBuilder();
        for (ParameterSpec spec : specs) {
            text.append(spec.name())
                    .append(' ')
                    .append(spec.kind())
                    .append(' ')
                    .append(spec.shape())
                    .append('\n');
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** A new vector with every tensor filled by {@code initializer}. */
    public float[] initialize(Initializer initializer, long seed) {
        float[] values = new float[size];
        for (int i = 0; i < offsets.length; i++) {
            ParameterSpec spec = specs.get(i);
            initializer.fill(
                    spec, values, offsets[i], Seeds.stream(seed, Purpose.INITIALISATION, Seeds.hash(spec.name())));
        }
        return values;
    }
}
