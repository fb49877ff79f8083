package org.hypernetspark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ObjectInputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SparkArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.hypernetspark");

    @Test
    void arrowsPointDownward() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("core")
                .definedBy(
                        "org.hypernetspark.param..",
                        "org.hypernetspark.net..",
                        "org.hypernetspark.hyper..",
                        "org.hypernetspark.task..",
                        "org.hypernetspark.train..",
                        "org.hypernetspark.baseline..",
                        "org.hypernetspark.continual..",
                        "org.hypernetspark.config..",
                        "org.hypernetspark.model..",
                        "org.hypernetspark.report..")
                .layer("dl4j")
                .definedBy("org.hypernetspark.dl4j..")
                .layer("spark")
                .definedBy("org.hypernetspark.spark..")
                .layer("ml")
                .definedBy("org.hypernetspark.ml..")
                .layer("jobs")
                .definedBy("org.hypernetspark.jobs..")
                .whereLayer("core")
                .mayNotAccessAnyLayer()
                .whereLayer("dl4j")
                .mayOnlyAccessLayers("core")
                .whereLayer("spark")
                .mayOnlyAccessLayers("core", "dl4j")
                .whereLayer("ml")
                .mayOnlyAccessLayers("core", "dl4j", "spark")
                .whereLayer("jobs")
                .mayOnlyAccessLayers("core", "dl4j", "spark", "ml")
                .check(CLASSES);
    }

    @Test
    void roomsAreFreeOfCycles() {
        slices().matching("org.hypernetspark.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheBridgeKnowsDl4j() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.hypernetspark.dl4j..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..")
                .check(CLASSES);
    }

    @Test
    void onlyOnePackageKnowsSparksPlansAndTheMemoryOfTheirRows() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.hypernetspark.ml.plan..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.spark.sql.catalyst.plans..",
                        "org.apache.spark.sql.catalyst.expressions..",
                        "org.apache.spark.sql.execution..",
                        "org.apache.spark.unsafe..")
                .check(CLASSES);
    }

    @Test
    void nobodyReadsJavaObjectsFromFilesOrDrawsUnseededNumbers() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Random.class)
                .check(CLASSES);
    }
}
