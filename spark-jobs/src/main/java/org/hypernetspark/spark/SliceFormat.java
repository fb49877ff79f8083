package org.hypernetspark.spark;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.hypernetspark.train.Divergence;
import org.hypernetspark.train.RoundStatistics;

/**
 * Slices as bytes: number, worker, weight, number of values, then the values; or -1 and statistics. Lives as long as a round.
 * Keeps a block of memory; not thread-safe.
 */
final class SliceFormat {
    private static final int STATISTICS = -1;

    private final FloatBytes floats = new FloatBytes();

    void write(Slice slice, DataOutputStream out) throws IOException {
        out.writeInt(slice.number);
        out.writeInt(slice.worker);
        out.writeDouble(slice.weight);
        if (slice.statistics == null) {
            out.writeInt(slice.length);
            floats.write(slice.values, slice.from, slice.length, out);
        } else {
            out.writeInt(STATISTICS);
            write(slice.statistics, slice.divergence, out);
        }
    }

    private static void write(RoundStatistics statistics, Divergence divergence, DataOutputStream out)
            throws IOException {
        out.writeDouble(statistics.lossSum());
        out.writeLong(statistics.taskSteps());
        out.writeDouble(statistics.examples());
        out.writeBoolean(divergence != null);
        if (divergence != null) {
            out.writeInt(divergence.round());
            out.writeUTF(divergence.task());
            out.writeDouble(divergence.loss());
        }
    }

    /** The slice with this number, which has been read already. */
    Slice read(int number, DataInputStream in) throws IOException {
        int worker = in.readInt();
        double weight = in.readDouble();
        int length = in.readInt();
        if (length != STATISTICS) {
            return Slice.of(number, worker, weight, floats.read(length, in), 0, length);
        }
        RoundStatistics statistics = new RoundStatistics(in.readDouble(), in.readLong(), in.readDouble());
        return Slice.of(number, worker, statistics, in.readBoolean() ? readDivergence(in) : null);
    }

    private static Divergence readDivergence(DataInput in) throws IOException {
        return new Divergence(in.readInt(), in.readUTF(), in.readDouble());
    }
}
