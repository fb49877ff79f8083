package org.hypernetspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.task.LineTasks;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Task;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AdaptationTest {
    private static TrainedHypernet trained;

    private final Adaptation adaptation =
            new Adaptation(trained.hypernet(), LineHypernet.LOSS, AdaptationSpec.defaults());

    @BeforeAll
    static void train() {
        trained = new LocalTrainer(LineHypernet.embedded(), LineHypernet.LOSS, LineHypernet.settings(), 2)
                .train(LineTasks.family(60, 40, 1));
    }

    private static Task newLine() {
        return LineTasks.line("new", 0.6f, -0.5f, 10, new RandomStream(9));
    }

    @Test
    void tenRowsOfANewLineAreEnough() {
        List<Task> tasks = List.of(newLine());
        TaskEmbeddings embeddings = adaptation.fit(trained.phi(), tasks);
        TrainedHypernet adapted = new TrainedHypernet(trained.hypernet(), trained.loss(), trained.phi(), embeddings);
        double before = LineHypernet.validateUnseen(trained, tasks).loss();
        double after = LineHypernet.validate(adapted, tasks).loss();
        assertThat(after).isLessThan(0.02).isLessThan(before / 5);
    }

    @Test
    void aKnownTaskOfTheSameLineIsAGoodStart() {
        Task known = LineTasks.family(60, 40, 1).get(7);
        Task copy = new Task("copy", new float[0], known.training(), known.validation());
        AdaptationSpec oneSmallStep = new AdaptationSpec(1, 32, OptimizerSpec.sgd(1e-6, 0), 1);
        Adaptation quick = new Adaptation(trained.hypernet(), LineHypernet.LOSS, oneSmallStep);
        int at = trained.embeddings().indexOf(known.id());
        float[] embedding = new float[trained.embeddings().size()];
        trained.embeddings().copy(at, embedding, 0);
        TaskEmbeddings only = new TaskEmbeddings(new String[] {known.id()}, embedding.length, embedding);
        float[] fitted = quick.fit(trained.phi(), List.of(copy), only).values();
        for (int i = 0; i < fitted.length; i++) {
            assertThat(fitted[i]).isCloseTo(embedding[i], within(1e-3f));
        }
    }

    @Test
    void phiStaysAsItIs() {
        float[] phi = trained.phi().clone();
        adaptation.fit(phi, List.of(newLine()));
        assertThat(phi).isEqualTo(trained.phi());
    }

    @Test
    void aTaskIsFittedAsIfItWereAloneButForRounding() {
        List<Task> many = new ArrayList<>(LineTasks.family(40, 10, 3));
        many.add(17, newLine());
        TaskEmbeddings together = adaptation.fit(trained.phi(), many);
        TaskEmbeddings alone = adaptation.fit(trained.phi(), List.of(newLine()));
        assertThat(together.count()).isEqualTo(41);
        int at = together.indexOf("new") * together.size();
        for (int i = 0; i < together.size(); i++) {
            assertThat(together.values()[at + i]).isCloseTo(alone.values()[i], within(1e-4f));
        }
    }

    @Test
    void aTaskWithoutRowsKeepsTheZeroEmbedding() {
        Task empty = Task.of("empty", Rows.none());
        assertThat(adaptation.fit(trained.phi(), List.of(empty)).values()).containsOnly(0);
    }

    @Test
    void aHypernetWithoutEmbeddingsIsRefused() {
        Hypernet described = LineHypernet.seeing(new Condition(0, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Adaptation(described, LineHypernet.LOSS, AdaptationSpec.defaults()))
                .withMessageContaining("no task embedding to adapt")
                .withMessageContaining("condition.embedding > 0");
    }
}
