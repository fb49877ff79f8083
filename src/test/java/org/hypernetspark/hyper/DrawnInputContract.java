package org.hypernetspark.hyper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;

/**
 * What every drawn input of a hypernet must do: values that depend on the stream alone, nothing written where it does not
 * belong, an encoding and a centre, and networks that follow what was drawn.
 */
public abstract class DrawnInputContract {
    private static final int AT = 2;

    /** The input. */
    protected abstract DrawnInput input();

    private interface Writing {
        void to(float[] values);
    }

    /** What was written behind {@link #AT} values that must stay, with as many behind. */
    private float[] written(Writing writing) {
        int end = AT + input().size();
        float[] values = new float[end + AT];
        Arrays.fill(values, Float.NaN);
        writing.to(values);
        for (int i = 0; i < values.length; i++) {
            assertThat(Float.isNaN(values[i]))
                    .as("value " + (i - AT) + " stays")
                    .isEqualTo(i < AT || i >= end);
        }
        return Arrays.copyOfRange(values, AT, end);
    }

    private float[] drawn(long seed) {
        return written(values -> input().draw(new RandomStream(seed), values, AT));
    }

    private float[] encoded(float[] values) {
        return written(to -> input().encode(values, 0, to, AT));
    }

    @Test
    void itHasANameAndASize() {
        assertThat(input().name()).isNotBlank();
        assertThat(input().size()).isPositive();
        assertThat(input().samples()).isPositive();
        assertThat(input().variability()).isEqualTo(ConditionInput.Variability.STEP);
    }

    @Test
    void drawsDependOnTheStreamAlone() {
        assertThat(drawn(5)).isEqualTo(drawn(5)).isNotEqualTo(drawn(6));
    }

    @Test
    void theCentreIsAlwaysTheSameAndWhatIsSeenFollowsTheValues() {
        float[] center = written(values -> input().center(values, AT));
        assertThat(center).isEqualTo(written(values -> input().center(values, AT)));
        assertThat(encoded(center)).doesNotContain(Float.NaN).isEqualTo(encoded(center.clone()));
        assertThat(encoded(drawn(5))).isEqualTo(encoded(drawn(5))).isNotEqualTo(encoded(drawn(6)));
    }

    @Test
    void equalInputsAreEqualAndTravel() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(input());
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(input()).hasToString(input().toString());
        }
        assertThat(input()).isEqualTo(input());
    }

    @Test
    void generatedNetworksFollowWhatIsDrawn() {
        Condition condition = Condition.of(new EmbeddingInput(2), input());
        Hypernet hypernet = Hypernet.of(
                HypernetSpec.of(condition, List.of(), new GenerateOnce()),
                Network.of(Shape.of(2), List.of(new Dense(1))));
        assertThat(theta(hypernet, 5)).isEqualTo(theta(hypernet, 5)).isNotEqualTo(theta(hypernet, 6));
    }

    private static float[] theta(Hypernet hypernet, long seed) {
        ConditionPass conditions = hypernet.conditionPass(1, 1, 1, 0);
        conditions.setVector(0, new float[] {1, -1}, 0, 2);
        conditions.draw(0, seed);
        float[] seen = conditions.conditions(new float[0], 0, 1);
        return Arrays.copyOf(
                hypernet.pass(1).generate(hypernet.initialize(3), seen, 1).values(), 3);
    }
}
