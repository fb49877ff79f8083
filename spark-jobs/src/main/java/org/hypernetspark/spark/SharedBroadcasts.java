package org.hypernetspark.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.hypernetspark.train.SharedState;
import scala.reflect.ClassTag$;

/**
 * The shared states that executors have been sent since the last commit. Executors forget one as soon as its round is over;
 * the driver keeps its bytes until the commit, should a lost executor's states have to be computed again.
 */
final class SharedBroadcasts implements AutoCloseable {
    private final JavaSparkContext context;
    private final List<Broadcast<SharedState>> older = new ArrayList<>();
    private SharedState current;
    private Broadcast<SharedState> broadcast;

    SharedBroadcasts(JavaSparkContext context) {
        this.context = context;
    }

    /** This state on the executors: sent once, even if it is validated first and trained with afterwards. */
    Broadcast<SharedState> of(SharedState shared) {
        if (shared != current) {
            retire();
            // Only its bytes are kept by the driver, which has the state itself anyway.
            broadcast = context.sc().broadcastInternal(shared.held(), true, ClassTag$.MODULE$.apply(SharedState.class));
            current = shared;
        }
        return broadcast;
    }

    /** Executors need the current one no longer. */
    void retire() {
        if (broadcast != null) {
            broadcast.unpersist(false);
            older.add(broadcast);
            broadcast = null;
            current = null;
        }
    }

    /** Forgets all but the current one, which the next round may start from. */
    void committed() {
        older.forEach(Broadcast::destroy);
        older.clear();
    }

    @Override
    public void close() {
        committed();
        if (broadcast != null) {
            broadcast.destroy();
        }
    }
}
