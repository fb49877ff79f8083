package org.hypernetspark.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SharedCopiesTest {
    private final SharedCopies copies = new SharedCopies();

    @Test
    void aStateIsPutTogetherOnceForAllWorkersThatReadIt() {
        AtomicInteger fills = new AtomicInteger();
        CompletableFuture<?>[] workers = new CompletableFuture<?>[4];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = CompletableFuture.runAsync(() -> {
                SharedCopies.Copy copy = take(7);
                copy.fill(vectors -> vectors[0][0] = fills.incrementAndGet());
                assertThat(copy.state(5).phi()).containsExactly(1, 0);
                copies.giveBack(copy);
            });
        }
        CompletableFuture.allOf(workers).join();
        assertThat(fills).hasValue(1);
    }

    @Test
    void memoryOfAStateThatNobodyReadsIsUsedForTheNext() {
        SharedCopies.Copy first = filled(1);
        copies.giveBack(first);
        SharedCopies.Copy second = filled(2);
        assertThat(second.state(0).phi()).isSameAs(first.state(0).phi());
    }

    @Test
    void memoryOfAStateThatIsStillReadIsLeftAlone() {
        SharedCopies.Copy slow = filled(1);
        SharedCopies.Copy next = filled(2);
        assertThat(slow.state(0).phi()).containsExactly(1, 1);
        assertThat(next.state(0).phi()).containsExactly(2, 2);
        copies.giveBack(next);
        copies.giveBack(slow);
        assertThat(filled(3).state(0).phi()).isSameAs(next.state(0).phi());
    }

    @Test
    void aStateThatCouldNotBePutTogetherIsTriedAgain() {
        SharedCopies.Copy copy = take(1);
        assertThatThrownBy(() -> copy.fill(vectors -> {
                    throw new IllegalStateException("a lost block");
                }))
                .hasMessage("a lost block");
        copies.giveBack(copy);
        assertThat(filled(1).state(0).phi()).containsExactly(1, 1);
    }

    private SharedCopies.Copy take(int round) {
        return copies.take(round, () -> new float[1][2]);
    }

    /** A copy whose values are the round's number. */
    private SharedCopies.Copy filled(int round) {
        SharedCopies.Copy copy = take(round);
        copy.fill(vectors -> Arrays.fill(vectors[0], round));
        return copy;
    }
}
