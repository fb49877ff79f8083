package org.hypernetspark.ml.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.model.RunManifest;
import org.hypernetspark.model.SavedModel;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.TargetSpec;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;

class TaskPredictorTest {
    private static final int TASKS = 20;

    static ModelPayload payload() {
        TargetSpec target = new TargetSpec(Shape.of(2), List.of(new Dense(1)), new MeanSquaredError());
        HypernetSpec spec = HypernetSpec.of(new Condition(1, 0), List.of(), new GenerateOnce());
        float[] phi = Hypernet.of(spec, target.network()).initialize(3);
        String[] ids = new String[TASKS];
        float[] values = new float[TASKS];
        for (int i = 0; i < TASKS; i++) {
            ids[i] = "t" + (char) ('a' + i);
            values[i] = i;
        }
        RunManifest manifest = new RunManifest(1, "{}", Map.of(), "", 0, Map.of());
        TaskEmbeddings embeddings = new TaskEmbeddings(ids, 1, values);
        return new ModelPayload(new SavedModel(target, spec, phi, embeddings, "", manifest), null);
    }

    /** The rows of a block, one of each task, of groups that remember networks from block to block. */
    private static List<NetworkRows> oneRowEach(RowGroups groups, int... tasks) {
        groups.clear();
        for (int i = 0; i < tasks.length; i++) {
            groups.add(new NetworkKey("t" + (char) ('a' + tasks[i]), 0, new float[0]), i);
        }
        return groups.block();
    }

    private static RowGroups groups() {
        return new RowGroups(payload(), rules(1), TASKS);
    }

    private static PredictionRules rules(long cacheBytes) {
        return new PredictionRules(UnknownTask.ZERO_EMBEDDING, InvalidRow.ERROR, cacheBytes);
    }

    @Test
    void eachNetworkIsGeneratedOnce() {
        TaskPredictor predictor = new TaskPredictor(payload().hypernet(), payload(), rules(1 << 20));
        RowGroups groups = groups();
        float[] x = new float[2 * TASKS];
        float[] y = new float[TASKS];
        predictor.predict(oneRowEach(groups, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), x, y);
        predictor.predict(oneRowEach(groups, 10, 9, 8, 0, 0, 1), x, y);
        predictor.predict(oneRowEach(groups, 11), x, y);
        assertThat(predictor.generated()).isEqualTo(12);
    }

    @Test
    void aSmallCacheCostsTimeButNotCorrectness() {
        TaskPredictor large = new TaskPredictor(payload().hypernet(), payload(), rules(1 << 20));
        TaskPredictor small = new TaskPredictor(payload().hypernet(), payload(), rules(1));
        RowGroups ofLarge = groups();
        RowGroups ofSmall = groups();
        float[] x = {1, 2, 3, 4, 5, 6, 7, 8};
        float[] expected = new float[4];
        float[] found = new float[4];
        for (int block = 0; block < 2; block++) {
            large.predict(oneRowEach(ofLarge, 1, 2, 3, 2), x, expected);
            small.predict(oneRowEach(ofSmall, 1, 2, 3, 2), x, found);
            assertThat(found).containsExactly(expected);
        }
        assertThat(large.generated()).isEqualTo(3);
        assertThat(small.generated()).isGreaterThan(3);
    }

    @Test
    void aRowsPredictionIsThatOfItsOwnTasksNetwork() {
        ModelPayload payload = payload();
        float[] y = new float[2];
        new TaskPredictor(payload.hypernet(), payload, rules(1))
                .predict(oneRowEach(groups(), 4, 7), new float[] {1, 2, 3, 4}, y);
        float[] theta = new NetworkGenerator(payload.hypernet(), payload, rules(1))
                .generate(List.of(new NetworkKey("th", 0, new float[0])))[0];
        assertThat(y[1]).isCloseTo(theta[0] * 3 + theta[1] * 4 + theta[2], within(1e-4f));
    }
}
