package org.hypernetspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.hypernetspark.jobs.data.QuickQueries;
import org.hypernetspark.spark.SparkSessionExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The comparison that scripts/quickstart.sh runs, for a few rounds; the script itself is run by scripts/test.sh. */
@Timeout(180)
@ExtendWith({SparkSessionExtension.class, QuickQueries.class})
class QuickstartTest {
    @TempDir
    Path folder;

    @Test
    void theCommittedDataTrainAndAreCompared() {
        CommandLineRun run = CommandLineRun.of(
                "compare",
                "--config",
                "../conf/texas-housing.yaml",
                "--set",
                "output=" + folder.resolve("out"),
                "--set",
                "data.train=../conf/data/texas-housing-sales.csv",
                "--set",
                "data.descriptor.table=../conf/data/texas-housing-cities.csv",
                "--set",
                "training.rounds=2",
                "--set",
                "training.localSteps=4",
                "--set",
                "adaptation.steps=10");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(" of 41 tasks in ../conf/data/texas-housing-sales.csv", "hypernet", "separate networks")
                .contains("unseen tasks, 24 rows", "Try next:");
        assertThat(folder.resolve("out/report.html")).isNotEmptyFile();
        assertThat(folder.resolve("out/model.hnet")).isNotEmptyFile();
    }
}
