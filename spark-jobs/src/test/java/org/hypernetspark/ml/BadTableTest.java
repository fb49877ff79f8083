package org.hypernetspark.ml;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hypernetspark.spark.SparkSessionExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(SparkSessionExtension.class)
@Timeout(120)
class BadTableTest {
    private static SparkSession session;
    private static Dataset<Row> table;

    @BeforeAll
    static void makeTable(SparkSession shared) {
        session = shared;
        table = Tables.stores(session, 3, 4);
    }

    private static Stream<Arguments> badRows() {
        return Stream.of(
                Arguments.of(
                        "store", "if(store = 's1', null, store)", "Task column \"store\": 4 rows have no task (null)"),
                Arguments.of(
                        "price",
                        "if(store = 's1', null, price)",
                        "Column \"price\": 4 rows have no usable value, for example null in task \"s1\""),
                Arguments.of(
                        "price",
                        "if(store = 's2', double('NaN'), price)",
                        "Column \"price\": 4 rows have no usable value, for example NaN in task \"s2\""),
                Arguments.of(
                        "price", "if(store = 's2', double('Infinity'), price)", "for example Infinity in task \"s2\""),
                Arguments.of(
                        "brand",
                        "if(price > 1.9, null, brand)",
                        "Column \"brand\": 1 row has no usable value, for example null"),
                Arguments.of(
                        "sales",
                        "if(store = 's0', null, sales)",
                        "Label column \"sales\": 4 rows have no usable label, for example null in task \"s0\""),
                Arguments.of("sales", "if(store = 's0', double('NaN'), sales)", "for example NaN in task \"s0\""),
                Arguments.of(
                        "area",
                        "if(price > 1.9, 7, 6)",
                        "Descriptor column \"area\" must hold one value for each task, but task"));
    }

    @ParameterizedTest
    @MethodSource("badRows")
    void rowsThatCannotBeUsedAreReportedOnce(String column, String expression, String message) {
        Dataset<Row> bad = table.withColumn(column, expr(expression));
        assertThatThrownBy(() -> Tables.regressor().setDescriptorCols("area").fit(bad))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void anEmptyTableIsRefused() {
        assertThatThrownBy(() -> Tables.regressor().fit(table.where("price < 0")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The table is empty");
    }

    @Test
    void aLabelOfOneClassIsRefused() {
        assertThatThrownBy(() -> Tables.classifier().fit(table.selectExpr("store", "price", "deal", "'one' as size")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Label column \"size\" holds one class only (\"one\")");
    }

    @Test
    void vectorsOfDifferentSizesAreRefused() {
        Dataset<Row> vectors = new VectorAssembler()
                .setInputCols(new String[] {"price", "area"})
                .setOutputCol("features")
                .transform(table.where("store = 's0'"))
                .union(new VectorAssembler()
                        .setInputCols(new String[] {"price"})
                        .setOutputCol("features")
                        .transform(table.where("store = 's1'")));
        assertThatThrownBy(() -> Tables.regressor().setFeaturesCols("features").fit(vectors))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Column \"features\": all vectors must have one size");
    }

    @Test
    void aTargetThatDoesNotFitTheDataIsRefused() {
        assertThatThrownBy(() -> Tables.regressor().setTarget("[{dense: 3}]").fit(table))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The target ends in 3 outputs, but a regression needs 1");
        assertThatThrownBy(
                        () -> Tables.regressor().setTargetInputShape("1,28,28").fit(table))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 784 values, the data has 5 features");
    }

    private static Stream<Arguments> badSettings() {
        return Stream.of(
                Arguments.of(
                        Tables.regressor().setTaskCol("shop"),
                        "There is no column \"shop\" (task) in the table. Its columns are: store, price"),
                Arguments.of(Tables.regressor().setFeaturesCols("prise"), "There is no column \"prise\" (feature)"),
                Arguments.of(Tables.regressor().setFeaturesCols(), "No feature column is named"),
                Arguments.of(
                        Tables.regressor().setFeaturesCols("price", "price"),
                        "featuresCols names column \"price\" twice"),
                Arguments.of(
                        Tables.regressor().setFeaturesCols("price", "sales"),
                        "Column \"sales\" is the label column and a feature"),
                Arguments.of(
                        Tables.regressor().setFeaturesCols("price", "store"),
                        "Column \"store\" is the task column and a feature"),
                Arguments.of(
                        Tables.regressor().setCategoricalCols("area"),
                        "categoricalCols names \"area\", which is neither"),
                Arguments.of(
                        Tables.regressor().setLabelCol("size"),
                        "Column \"size\" (label) must be a number, but is string"),
                Arguments.of(
                        Tables.regressor().setFeaturesCols("day"),
                        "Column \"day\" (feature) must be a number, boolean, string or vector, but is date"),
                Arguments.of(Tables.regressor().setTaskCol("list"), "Column \"list\" (task) must be a string"),
                Arguments.of(Tables.regressor().setPredictionCol("price"), "The table has a column \"price\" already"),
                Arguments.of(Tables.regressor().setLoss("cross-entropy"), "a regressor needs mse or huber"),
                Arguments.of(Tables.regressor().setPatience(2), "set validationFraction above 0"),
                Arguments.of(Tables.regressor().setEmbedding(0), "needs a task embedding of at least 1"));
    }

    @ParameterizedTest
    @MethodSource("badSettings")
    void mistakesInColumnsAndSettingsAreFoundBeforeAnyJob(HypernetRegressor estimator, String message) {
        Dataset<Row> odd = table.selectExpr("*", "date'2024-01-01' as day", "array(1) as list");
        AtomicInteger jobs = new AtomicInteger();
        SparkListener counter = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart start) {
                jobs.incrementAndGet();
            }
        };
        session.sparkContext().addSparkListener(counter);
        try {
            assertThatThrownBy(() -> estimator.fit(odd))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(message);
            assertThat(jobs).hasValue(0);
        } finally {
            session.sparkContext().removeSparkListener(counter);
        }
    }

    private static Stream<Arguments> badParams() {
        return Stream.<Arguments>of(
                Arguments.of(
                        (Runnable) () -> Tables.regressor().setRounds(0), "Param rounds must be at least 1, got 0"),
                Arguments.of(
                        (Runnable) () -> Tables.regressor().setLearningRate(0), "Param learningRate must be above 0"),
                Arguments.of(
                        (Runnable) () -> Tables.regressor().setValidationFraction(1),
                        "Param validationFraction must be in [0, 1)"),
                Arguments.of(
                        (Runnable) () -> Tables.regressor().setAggregation("mean"),
                        "Param aggregation must be one of parameter-averaging, gradient-averaging, got mean"),
                Arguments.of((Runnable) () -> Tables.regressor().setTarget("[{dense: none}]"), "target"),
                Arguments.of(
                        (Runnable) () -> Tables.regressor().setTargetInputShape("a,b"),
                        "Param targetInputShape must be whole numbers"),
                Arguments.of(
                        (Runnable) () -> Tables.regressor().setUnknownTask("skip"),
                        "Param unknownTask must be one of error, nan, zero-embedding"),
                Arguments.of(
                        (Runnable) () -> Tables.regressor().setLabelCol(" "),
                        "Param labelCol must be the name of a column"));
    }

    @ParameterizedTest
    @MethodSource("badParams")
    void aParamRefusesAValueOutOfItsRange(Runnable setter, String message) {
        assertThatThrownBy(setter::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
