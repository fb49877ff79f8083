package org.hypernetspark.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hypernetspark.hyper.GenerationPlan;
import org.hypernetspark.hyper.Hypernet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Parameter counts published for hypernets. */
class PublishedCountsTest {
    static Stream<PublishedCount> counts() {
        return PublishedCounts.all();
    }

    @ParameterizedTest
    @MethodSource("counts")
    void equalsTheCountHere(PublishedCount count) {
        assertThat(count.counted()).as(count.name()).isEqualTo(count.published());
    }

    @Test
    void generatesAsManyWeightsAsPublished() {
        assertThat(counts().map(count -> count.hypernet().counts().generated()))
                .containsExactly(
                        21_840L,
                        88_802L,
                        478_410L,
                        2_126_100L,
                        3_027_000L,
                        462_760L,
                        31_910L,
                        121_182L,
                        121_182L,
                        121_182L);
    }

    @Test
    void lastChunksAreNotUsedToTheirEnd() {
        assertThat(counts().map(count -> count.hypernet().counts().unused()))
                .containsExactly(
                        0L,
                        119L * 750 - 88_802,
                        12L * 42_000 - 478_410,
                        28L * 78_000 - 2_126_100,
                        404L * 7500 - 3_027_000,
                        0L,
                        0L,
                        0L,
                        0L,
                        0L);
    }

    @Test
    void residualNetworkHasTheChunksOfThePublishedOne() {
        Hypernet hypernet = counts().filter(count -> count.name().startsWith("ResNet"))
                .findFirst()
                .orElseThrow()
                .hypernet();
        List<GenerationPlan.Part> parts = hypernet.plan().parts();
        assertThat(parts.stream().map(GenerationPlan.Part::pieces)).containsExactly(1, 2, 22, 44, 72, 1);
        assertThat(parts.stream().mapToInt(GenerationPlan.Part::width).sum()).isEqualTo(9576);
    }

    @Test
    void pageShowsEachCount(@TempDir Path folder) throws Exception {
        Path page = folder.resolve("counts.md");
        PublishedCounts.main(new String[] {page.toString()});
        assertThat(Files.readString(page)).contains("| 478,410 | 465,672 | 465,672 |");
    }
}
