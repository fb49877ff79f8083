package org.hypernetspark;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Random;
import org.hypernetspark.train.SharedState;
import org.hypernetspark.train.WorkerState;
import org.junit.jupiter.api.Test;

/**
 * The rooms of the core and what must not be used in them.
 *
 * <p>When a rule fails: move the code into the room it belongs to, or pass what it needs in from above. Do not add an arrow
 * without a decision in {@code docs/decisions}.
 */
class ArchitectureTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.hypernetspark");

    @Test
    void arrowsPointDownward() {
        ArchRule rule = layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("param")
                .definedBy("org.hypernetspark.param..")
                .layer("net")
                .definedBy("org.hypernetspark.net..")
                .layer("hyper")
                .definedBy("org.hypernetspark.hyper..")
                .layer("task")
                .definedBy("org.hypernetspark.task..")
                .layer("train")
                .definedBy("org.hypernetspark.train..")
                .layer("config")
                .definedBy("org.hypernetspark.config..")
                .layer("model")
                .definedBy("org.hypernetspark.model..")
                .layer("report")
                .definedBy("org.hypernetspark.report..")
                .layer("baseline")
                .definedBy("org.hypernetspark.baseline..")
                .layer("advice")
                .definedBy("org.hypernetspark.advice..")
                .layer("reproduce")
                .definedBy("org.hypernetspark.reproduce..")
                .layer("continual")
                .definedBy("org.hypernetspark.continual..")
                .whereLayer("param")
                .mayNotAccessAnyLayer()
                .whereLayer("net")
                .mayOnlyAccessLayers("param")
                .whereLayer("hyper")
                .mayOnlyAccessLayers("net", "param")
                .whereLayer("task")
                .mayOnlyAccessLayers("param")
                .whereLayer("train")
                .mayOnlyAccessLayers("hyper", "task", "net", "param")
                .whereLayer("config")
                .mayOnlyAccessLayers("train", "hyper", "net", "param")
                .whereLayer("model")
                .mayOnlyAccessLayers("config", "hyper", "net", "param")
                .whereLayer("baseline")
                .mayOnlyAccessLayers("train", "task", "net", "param")
                .whereLayer("advice")
                .mayOnlyAccessLayers("config", "train", "hyper", "net", "param")
                .whereLayer("continual")
                .mayOnlyAccessLayers("train", "hyper", "task", "net", "param")
                .whereLayer("report")
                .mayOnlyAccessLayers("train", "hyper", "task", "net", "param")
                .whereLayer("reproduce")
                .mayNotBeAccessedByAnyLayer()
                // Checkpoints hold these two states; nothing else of train is known to the files.
                .ignoreDependency(resideInAPackage("org.hypernetspark.model.."), type(SharedState.class))
                .ignoreDependency(resideInAPackage("org.hypernetspark.model.."), type(WorkerState.class));
        rule.check(CORE);
    }

    @Test
    void packagesAreFreeOfCycles() {
        ArchRule rule = slices().matching("org.hypernetspark.(**)").should().beFreeOfCycles();
        rule.check(CORE);
    }

    @Test
    void nobodyPrints() {
        ArchRule rule = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
        rule.check(CORE);
    }

    @Test
    void randomNumbersComeFromSeedsByIdentity() {
        ArchRule rule = noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Random.class)
                .orShould()
                .callMethod(Math.class, "random");
        rule.check(CORE);
    }

    @Test
    void nobodyUsesJavaSerialisationOfFiles() {
        ArchRule rule = noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ObjectOutputStream.class);
        rule.check(CORE);
    }

    @Test
    void theCoreKnowsNeitherSparkNorNd4j() {
        ArchRule rule = noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "org.nd4j..", "org.deeplearning4j..", "scala..");
        rule.check(CORE);
    }

    @Test
    void matrixProductsGoThroughOneDoor() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage("org.hypernetspark.param..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.ludovic..", "org.bytedeco..");
        rule.check(CORE);
    }

    @Test
    void onlyTheVectorKernelsKnowTheIncubatingModule() {
        ArchRule rule = noClasses()
                .that()
                .haveNameNotMatching("org\\.hypernetspark\\.param\\.Vector.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator..");
        rule.check(CORE);
    }
}
