package org.hypernetspark.spark;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * The local file system under the scheme {@code cut}, which a test can cut off from all changes after so many: what a
 * driver that dies in the middle leaves behind. The file being written then stays half-written.
 */
public final class CutFileSystem extends RawLocalFileSystem {
    private static final URI NAME = URI.create("cut:///");

    private final AtomicLong changesLeft = new AtomicLong(Long.MAX_VALUE);

    /** The instance that all users of this configuration share. */
    static CutFileSystem in(Configuration configuration) throws IOException {
        configuration.set("fs.cut.impl", CutFileSystem.class.getName());
        configuration.set("fs.AbstractFileSystem.cut.impl", Context.class.getName());
        return (CutFileSystem) FileSystem.get(NAME, configuration);
    }

    /** Lets so many changes happen and fails all later ones. */
    void cutAfter(long changes) {
        changesLeft.set(changes);
    }

    /** Lets all changes happen; returns whether any was refused. */
    boolean mend() {
        return changesLeft.getAndSet(Long.MAX_VALUE) < 0;
    }

    private void change() throws IOException {
        if (changesLeft.decrementAndGet() < 0) {
            throw new IOException("an injected cut");
        }
    }

    @Override
    public URI getUri() {
        return NAME;
    }

    @Override
    public String getScheme() {
        return NAME.getScheme();
    }

    @Override
    public boolean mkdirs(Path path) throws IOException {
        change();
        return super.mkdirs(path);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        change();
        return super.rename(from, to);
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        change();
        return super.delete(path, recursive);
    }

    @Override
    public FSDataOutputStream create(
            Path path, boolean overwrite, int buffer, short replication, long block, Progressable progress)
            throws IOException {
        return new FSDataOutputStream(
                new Halved(super.create(path, overwrite, buffer, replication, block, progress)), null);
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int buffer,
            short replication,
            long block,
            Progressable progress)
            throws IOException {
        return new FSDataOutputStream(
                new Halved(super.create(path, permission, overwrite, buffer, replication, block, progress)), null);
    }

    /** Counts as one change when first written; if that is refused, half of it is written all the same. */
    private final class Halved extends FilterOutputStream {
        private boolean counted;

        Halved(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (!counted) {
                counted = true;
                try {
                    change();
                } catch (IOException e) {
                    out.write(bytes, from, length / 2);
                    throw e;
                }
            }
            out.write(bytes, from, length);
        }
    }

    /** The same for Hadoop's other interface to file systems. */
    public static final class Context extends DelegateToFileSystem {
        /** Called by Hadoop. */
        public Context(URI uri, Configuration configuration) throws Exception {
            super(uri, in(configuration), configuration, NAME.getScheme(), false);
        }

        @Override
        public int getUriDefaultPort() {
            return -1;
        }
    }
}
