package org.hypernetspark.spark;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.NoSuchElementException;
import org.apache.spark.serializer.DeserializationStream;
import org.apache.spark.serializer.SerializationStream;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.serializer.SerializerInstance;
import scala.Tuple2;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.reflect.ClassTag;

/**
 * Carries slices, under their numbers, through the shuffle.
 *
 * <p>With Kryo, every task of a shuffle builds a Kryo of its own, which knows hundreds of classes: much of what a small round
 * costs. It also writes floats one by one. A slice is a few numbers and an array, so that is what is written.
 */
final class SliceSerializer extends Serializer implements Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public SerializerInstance newInstance() {
        return new Instance();
    }

    /**
     * Records may be moved within a stream: each is written at once and whole, and says nothing of others. Spark then never holds
     * slices as objects until it writes them, which would not be theirs any more: see {@link GroupSlices}.
     */
    @Override
    public boolean supportsRelocationOfSerializedObjects() {
        return true;
    }

    private static UnsupportedOperationException onlyStreams() {
        return new UnsupportedOperationException("Slices are carried in streams");
    }

    private static final class Instance extends SerializerInstance {
        @Override
        public <T> ByteBuffer serialize(T value, ClassTag<T> tag) {
            throw onlyStreams();
        }

        @Override
        public <T> T deserialize(ByteBuffer bytes, ClassTag<T> tag) {
            throw onlyStreams();
        }

        @Override
        public <T> T deserialize(ByteBuffer bytes, ClassLoader loader, ClassTag<T> tag) {
            throw onlyStreams();
        }

        @Override
        public SerializationStream serializeStream(OutputStream out) {
            return new Writing(new DataOutputStream(out));
        }

        @Override
        public DeserializationStream deserializeStream(InputStream in) {
            return new Reading(new DataInputStream(new BufferedInputStream(in)));
        }
    }

    private static final class Writing extends SerializationStream {
        private final SliceFormat format = new SliceFormat();
        private final DataOutputStream out;

        Writing(DataOutputStream out) {
            this.out = out;
        }

        /** The slice knows its number. */
        @Override
        public <T> SerializationStream writeKey(T key, ClassTag<T> tag) {
            return this;
        }

        @Override
        public <T> SerializationStream writeObject(T slice, ClassTag<T> tag) {
            try {
                format.write((Slice) slice, out);
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException("A slice cannot be written", e);
            }
        }

        @Override
        public void flush() {
            try {
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException("Slices cannot be written", e);
            }
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException e) {
                throw new UncheckedIOException("Slices cannot be written", e);
            }
        }
    }

    private static final class Reading extends DeserializationStream {
        private final SliceFormat format = new SliceFormat();
        private final DataInputStream in;

        Reading(DataInputStream in) {
            this.in = in;
        }

        @Override
        public <T> T readObject(ClassTag<T> tag) {
            throw new UnsupportedOperationException("Slices are read with their numbers");
        }

        @Override
        public Iterator<Tuple2<Object, Object>> asKeyValueIterator() {
            return new AbstractIterator<>() {
                private static final int UNREAD = -2;
                private int first = UNREAD;

                @Override
                public boolean hasNext() {
                    first = first == UNREAD ? firstByte() : first;
                    return first >= 0;
                }

                @Override
                public Tuple2<Object, Object> next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException("no more slices");
                    }
                    Slice slice = readSlice(first);
                    first = UNREAD;
                    return new Tuple2<>(slice.number, slice);
                }
            };
        }

        /** Of the next slice's number; negative, and the stream closed, at the end. */
        private int firstByte() {
            try {
                int first = in.read();
                if (first < 0) {
                    in.close();
                }
                return first;
            } catch (IOException e) {
                throw new UncheckedIOException("A slice cannot be read", e);
            }
        }

        private Slice readSlice(int first) {
            try {
                int number = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
                return format.read(number, in);
            } catch (IOException e) {
                throw new UncheckedIOException("A slice cannot be read", e);
            }
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                throw new UncheckedIOException("Slices cannot be read", e);
            }
        }
    }
}
