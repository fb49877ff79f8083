package org.hypernetspark.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hypernetspark.net.HyperLstm;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Lstm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The short form of the study: a tiny text, small networks, few steps. */
@Timeout(60)
class HyperLstmStudyTest {
    private static final CharacterText TEXT =
            CharacterText.of(List.of("the cat sat on the mat and the dog sat on the log. ".repeat(60)));

    static List<LayerSpec> layers() {
        return List.of(new Lstm(16), new Lstm(16, true), new HyperLstm(12, 6, 2));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void bitsOfUnseenTextFall(LayerSpec layer) {
        CharacterModel model = new CharacterModel(TEXT, layer, 0.01, 1);
        double before = model.bits(TEXT.test());
        for (int step = 0; step < 60; step++) {
            model.step();
        }
        assertThat(before).isGreaterThan(3.5);
        assertThat(model.bits(TEXT.test())).isLessThan(before - 1.5);
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        CharacterModel once = new CharacterModel(TEXT, new HyperLstm(6, 3, 2), 0.01, 1);
        CharacterModel twice = new CharacterModel(TEXT, new HyperLstm(6, 3, 2), 0.01, 1);
        assertThat(once.step()).isEqualTo(twice.step());
        assertThat(once.step()).isEqualTo(twice.step());
    }

    @Test
    void partsOfEachTextAreHeldOut() {
        CharacterText text = CharacterText.of(List.of("a".repeat(40), "b".repeat(100)));
        assertThat(text.alphabet()).containsExactly('a', 'b');
        assertThat(text.training()).hasSize(36 + 90).startsWith(0).endsWith(1);
        assertThat(text.validation()).hasSize(2 + 5);
        assertThat(text.test()).containsExactly(0, 0, 1, 1, 1, 1, 1);
    }

    @Test
    void networksAreOfEqualSize() {
        int weights = CharacterModel.weights(TEXT, new HyperLstm(64, 16, 4));
        LayerSpec lstm = HyperLstmStudy.sized(TEXT, weights, Lstm::new);
        assertThat((double) CharacterModel.weights(TEXT, lstm)).isCloseTo(weights, within(0.02 * weights));
    }
}
