package org.hypernetspark.bench;

import java.util.OptionalDouble;
import org.hypernetspark.train.RoundReport;
import org.hypernetspark.train.TrainingListener;

/**
 * Makes a trainer that runs by itself wait for its turns: it holds the training between two rounds until the orchestrator
 * says go, and counts the rounds of a turn, whole, with all that belongs to them (local steps, averaging, commits).
 */
final class Turns implements TrainingListener {
    private final Conversation conversation;
    private final int warmUpRounds;
    private final Runnable ready;
    private final LargeProducts products;
    private long begin;
    private double wanted;
    private long taskSteps;

    /**
     * Turns after a warm-up.
     *
     * @param warmUpRounds rounds before the first turn, at least 1
     * @param ready what to do when they are over
     */
    Turns(Conversation conversation, int warmUpRounds, Runnable ready) {
        this(conversation, warmUpRounds, ready, LargeProducts.none());
    }

    /** The same; products are run right before and after each turn, outside its time. */
    Turns(Conversation conversation, int warmUpRounds, Runnable ready, LargeProducts products) {
        this.conversation = conversation;
        this.warmUpRounds = warmUpRounds;
        this.ready = ready;
        this.products = products;
    }

    @Override
    public void roundEnded(RoundReport report) {
        if (report.round() < warmUpRounds) {
            return;
        }
        if (report.round() == warmUpRounds) {
            ready.run();
            await();
            return;
        }
        taskSteps += report.taskSteps();
        double seconds = (System.nanoTime() - begin) * 1e-9;
        if (seconds >= wanted) {
            products.run();
            conversation.turn(taskSteps, seconds, products.takeRate());
            await();
        }
    }

    private void await() {
        OptionalDouble next = conversation.next();
        if (next.isEmpty()) {
            throw new Over();
        }
        wanted = next.getAsDouble();
        taskSteps = 0;
        products.run();
        begin = System.nanoTime();
    }

    /** Ends the training: there are no more turns. */
    static final class Over extends RuntimeException {
        private static final long serialVersionUID = 1;

        Over() {
            super("There are no more turns", null, false, false);
        }
    }
}
