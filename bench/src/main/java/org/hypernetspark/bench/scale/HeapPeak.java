package org.hypernetspark.bench.scale;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** The most heap that was in use right after a garbage collection: what the program needs, garbage apart. */
final class HeapPeak {
    private final AtomicLong most = new AtomicLong();

    /** Watches from now on. */
    HeapPeak() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, handback) -> collected(
                                    GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())),
                            notification -> notification
                                    .getType()
                                    .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION),
                            null);
        }
    }

    private void collected(GarbageCollectionNotificationInfo info) {
        long used = info.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> !pool.getKey().startsWith("CodeHeap")
                        && !pool.getKey().startsWith("Metaspace")
                        && !pool.getKey().startsWith("Compressed"))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
        most.accumulateAndGet(used, Math::max);
    }

    /** In MiB, what is in use at the moment included. */
    long mebibytes() {
        MemoryUsage now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return (most.get() == 0 ? now.getUsed() : most.get()) >> 20;
    }

    /** The heap's limit in MiB. */
    static long limit() {
        return Runtime.getRuntime().maxMemory() >> 20;
    }
}
