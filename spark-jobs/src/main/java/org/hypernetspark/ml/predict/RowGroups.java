package org.hypernetspark.ml.predict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a block by the network they run through. Not thread-safe.
 *
 * <p>Networks are remembered from block to block, up to a number: whether a task is to be predicted is asked once, not once a
 * block.
 */
final class RowGroups {
    private final ModelPayload payload;
    private final PredictionRules rules;
    private final int most;
    private final Map<NetworkKey, NetworkRows> remembered = new HashMap<>();
    private final List<NetworkRows> block = new ArrayList<>();
    /** The group of the row before, which is often that of the next. */
    private NetworkRows last;

    /** Remembers at most {@code most} networks, and those of one block. */
    RowGroups(ModelPayload payload, PredictionRules rules, int most) {
        this.payload = payload;
        this.rules = rules;
        this.most = most;
    }

    /** Begins the next block. */
    void clear() {
        block.forEach(group -> group.rows().clear());
        block.clear();
        last = null;
        if (remembered.size() > most) {
            remembered.clear();
        }
    }

    /** Adds a row to those of its network; returns whether its task is to be predicted. */
    boolean add(NetworkKey key, int row) {
        if (last == null || !last.key().equals(key)) {
            last = group(key);
        }
        if (last != null) {
            last.rows().add(row);
        }
        return last != null;
    }

    /** The group of a network, which has or gets a place in the block; null if its task is not to be predicted. */
    private NetworkRows group(NetworkKey key) {
        NetworkRows group = remembered.get(key);
        if (group == null) {
            if (!rules.admits(payload, key.task())) {
                return null;
            }
            group = new NetworkRows(key);
            remembered.put(key, group);
        }
        if (group.rows().size() == 0) {
            block.add(group);
        }
        return group;
    }

    /** Networks of the block, in the order of their first rows; valid until {@link #clear}. */
    List<NetworkRows> block() {
        return block;
    }
}
