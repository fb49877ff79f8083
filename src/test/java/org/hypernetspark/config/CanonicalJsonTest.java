package org.hypernetspark.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.hypernetspark.train.TrainingSpec;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
    private static String text(String yaml) {
        return CanonicalJson.text(ConfigReader.text(yaml, "test").json());
    }

    private static String fingerprint(String yaml) {
        return CanonicalJson.fingerprint(ConfigReader.text(yaml, "test").json());
    }

    @Test
    void keysAreSortedAtEveryLevel() {
        assertThat(text("{b: [{d: 1, c: x}], a: null}")).isEqualTo("{\"a\":null,\"b\":[{\"c\":\"x\",\"d\":1}]}");
    }

    @Test
    void equalNumbersAreAlike() {
        assertThat(text("[1, 1.0, 1e0, 100, 0.001, 1e-3, -0.0, 1e-8, .nan]"))
                .isEqualTo("[1,1,1,100,0.001,0.001,0,1E-8,\"NaN\"]");
    }

    @Test
    void fingerprintIsTheHashOfTheText() {
        assertThat(fingerprint("{a: 1}")).isEqualTo("015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862");
    }

    @Test
    void fingerprintIgnoresOrderAndSpelling() {
        assertThat(fingerprint("{a: 1, b: 2.50}")).isEqualTo(fingerprint("b: 2.5\na: 1.0\n"));
    }

    @Test
    void fingerprintChangesWithAnySetting() {
        TrainingSpec training = TrainingSpec.defaults();
        assertThat(CanonicalJson.fingerprint(TrainingCodec.write(training)))
                .isEqualTo(CanonicalJson.fingerprint(TrainingCodec.write(TrainingSpec.defaults())))
                .isNotEqualTo(CanonicalJson.fingerprint(TrainingCodec.write(training.withSeed(2))));
    }
}
