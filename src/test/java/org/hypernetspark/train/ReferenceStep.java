package org.hypernetspark.train;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hypernetspark.hyper.ColumnsInput;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.ConditionInput;
import org.hypernetspark.hyper.DescriptorInput;
import org.hypernetspark.hyper.DrawnInput;
import org.hypernetspark.hyper.EmbeddingInput;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.SupportInput;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Permutation;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.param.Seeds;
import org.hypernetspark.reference.ReferenceCondition;
import org.hypernetspark.reference.ReferenceHypernet;
import org.hypernetspark.reference.ReferenceLosses;
import org.hypernetspark.reference.ReferenceNetwork;
import org.hypernetspark.reference.Vectors;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Task;

/** One task's loss in a step of training, in double precision: one network after the other, each for its own row. */
final class ReferenceStep {
    private final ConditionCase the;
    private final Hypernet hypernet;
    private final Condition condition;
    private final ReferenceHypernet generator;
    private final long seed;
    private final long stepNumber;

    ReferenceStep(ConditionCase the, long seed, long stepNumber) {
        this.the = the;
        this.hypernet = the.hypernet();
        this.condition = the.condition();
        Set<String> generated = hypernet.target().layout().specs().stream()
                .map(ParameterSpec::name)
                .filter(name -> !the.classes() || name.startsWith("2."))
                .collect(Collectors.toSet());
        this.generator = new ReferenceHypernet(hypernet.spec(), hypernet.target(), generated, List.of());
        this.seed = seed;
        this.stepNumber = stepNumber;
    }

    /** The mean over samples of the mean over rows. */
    double loss(double[] phi, double[] embedding, Task task) {
        Rows rows = task.training();
        int width = hypernet.target().output().size();
        float[] mask = new float[rows.count()];
        float[] labels = new float[rows.count()];
        for (int row = 0; row < rows.count(); row++) {
            mask[row] = rows.given(row) ? 1 : 0;
            labels[row] = rows.given(row) ? rows.labels()[row] : 0;
        }
        double sum = 0;
        for (int sample = 0; sample < condition.samples(); sample++) {
            double[] outputs = new double[rows.count() * width];
            for (int row = 0; row < rows.count(); row++) {
                double[] theta = generator.generate(phi, condition(phi, embedding, task, sample, row), 0);
                double[] x = Vectors.toDouble(rows.features(), row * ConditionCase.ROW, 2);
                System.arraycopy(
                        ReferenceNetwork.forward(hypernet.target(), theta, 0, x, 0), 0, outputs, row * width, width);
            }
            sum += ReferenceLosses.mean(the.loss(), outputs, width, labels, mask, 0);
        }
        return sum / condition.samples();
    }

    private double[] condition(double[] phi, double[] embedding, Task task, int sample, int row) {
        double[] joined = new double[0];
        int drawn = 0;
        for (ConditionInput input : condition.inputs()) {
            double[] part;
            if (input instanceof EmbeddingInput) {
                part = embedding;
            } else if (input instanceof DescriptorInput) {
                part = Vectors.toDouble(task.descriptor());
            } else if (input instanceof ColumnsInput columns) {
                part = columns.positions().stream()
                        .mapToDouble(at -> task.training().features()[row * ConditionCase.ROW + at])
                        .toArray();
            } else if (input instanceof SupportInput support) {
                int at = phi.length - support.parameters().size();
                part = ReferenceCondition.support(support, phi, at, task.training(), chosen(support, task));
            } else {
                part = draw((DrawnInput) input, task, drawn++, sample);
            }
            double[] longer = Arrays.copyOf(joined, joined.length + part.length);
            System.arraycopy(part, 0, longer, joined.length, part.length);
            joined = longer;
        }
        return joined;
    }

    private int[] chosen(SupportInput support, Task task) {
        int count = task.training().count();
        long order = Seeds.derive(seed, Purpose.SUPPORT_ROWS, task.key(), stepNumber);
        return count <= support.rows()
                ? IntStream.range(0, count).toArray()
                : IntStream.range(0, support.rows())
                        .map(i -> Permutation.at(i, count, order))
                        .toArray();
    }

    private double[] draw(DrawnInput input, Task task, int index, int sample) {
        long step = Seeds.derive(seed, Purpose.CONDITION, stepNumber, task.key());
        float[] values = new float[input.size()];
        float[] encoded = new float[input.size()];
        input.draw(new RandomStream(Seeds.derive(step, Purpose.CONDITION, index, sample)), values, 0);
        input.encode(values, 0, encoded, 0);
        return Vectors.toDouble(encoded);
    }
}
