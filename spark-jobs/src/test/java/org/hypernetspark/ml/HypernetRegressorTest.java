package org.hypernetspark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.hypernetspark.spark.SparkSessionExtension;
import org.hypernetspark.train.AdaptationSpec;
import org.hypernetspark.train.Metric;
import org.hypernetspark.train.RoundReport;
import org.hypernetspark.train.TrainingListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SparkSessionExtension.class)
@Timeout(120)
class HypernetRegressorTest {
    private static SparkSession session;
    private static Dataset<Row> table;
    private static HypernetRegressionModel model;

    @BeforeAll
    static void fit(SparkSession shared) {
        session = shared;
        table = Tables.stores(session, 6, 12).coalesce(1);
        model = Tables.regressor().fit(table);
    }

    private static List<Double> predictions(HypernetRegressionModel of, Dataset<Row> rows) {
        return rows.select(rows.col("*")).transform(of::transform).collectAsList().stream()
                .map(row -> row.<Double>getAs("prediction"))
                .toList();
    }

    @Test
    void predictsBetterThanTheMeanAfterMoreRounds() {
        HypernetRegressionModel trained =
                Tables.regressor().setRounds(10).setLocalSteps(40).fit(table);
        assertThat(trained.evaluate(table).summary().mean(Metric.RMSE)).isLessThan(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7})
    void theResultDoesNotDependOnPartitionsAndOrderOfRows(int partitions) {
        List<Row> rows = new ArrayList<>(Tables.rows(6, 12));
        Collections.reverse(rows);
        Collections.rotate(rows, 17);
        Dataset<Row> other = Tables.of(session, rows).repartition(partitions);
        HypernetRegressionModel again = Tables.regressor().fit(other);
        assertThat(again.savedModel().phi()).containsExactly(model.savedModel().phi());
        assertThat(again.embeddings().values())
                .containsExactly(model.embeddings().values());
        assertThat(again.savedModel().preprocessing())
                .isEqualTo(model.savedModel().preprocessing());
        assertThat(predictions(again, table)).isEqualTo(predictions(model, table));
    }

    @Test
    void transformKeepsRowsTheirOrderAndTheirPartitions() {
        List<Row> mixed = new ArrayList<>(Tables.rows(6, 12));
        mixed.sort((first, second) -> Double.compare(first.getDouble(1), second.getDouble(1)));
        Dataset<Row> input = Tables.of(session, mixed).coalesce(3);
        Dataset<Row> output = model.transform(input);
        assertThat(output.drop("prediction").collectAsList()).isEqualTo(input.collectAsList());
        assertThat(output.rdd().getNumPartitions()).isEqualTo(input.rdd().getNumPartitions());
    }

    @Test
    void aPredictionDependsOnItsRowAlone() {
        List<Row> all = model.transform(table).collectAsList();
        List<Row> mixed = model.transform(table.repartition(5)).collectAsList();
        assertThat(mixed).containsExactlyInAnyOrderElementsOf(all);
        assertThat(model.transform(table.limit(1)).first()).isEqualTo(all.get(0));
    }

    @Test
    void blocksGrowWhereTheRowsOfATaskLieApartAndPredictTheSame() {
        List<Row> rows = Tables.rows(300, 20);
        List<Row> apart = new ArrayList<>(rows);
        apart.sort((first, second) -> Double.compare(first.getDouble(1), second.getDouble(1)));
        HypernetRegressionModel many =
                Tables.regressor().setRounds(1).setLocalSteps(2).fit(Tables.of(session, rows));
        List<Row> expected =
                many.transform(Tables.of(session, rows).coalesce(1)).collectAsList();
        List<Row> found = many.transform(Tables.of(session, apart).coalesce(1)).collectAsList();
        assertThat(found).hasSize(6000).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void onlyColumnsThatAreReadAreBroughtIn() {
        Dataset<Row> predicted = model.transform(table).select("prediction");
        assertThat(predicted.queryExecution().optimizedPlan().toString())
                .contains("price")
                .doesNotContain("area");
        assertThat(predicted.as(Encoders.DOUBLE()).collectAsList()).isEqualTo(predictions(model, table));
    }

    @Test
    void everySettingExplainsItself() {
        assertThat(Tables.regressor().explainParams().lines())
                .hasSizeGreaterThan(35)
                .allMatch(line -> line.contains(": "));
        assertThat(model.explainParams()).contains("predictionCol", "unknownTask");
    }

    @Test
    void aSavedModelPredictsTheSameBits(@TempDir Path directory) throws Exception {
        String path = directory.resolve("model").toString();
        HypernetRegressionModel named = model.copy(new ParamMap()).setPredictionCol("guess");
        named.write().overwrite().save(path);
        HypernetRegressionModel loaded = HypernetRegressionModel.load(path);
        assertThat(loaded.uid()).isEqualTo(model.uid());
        assertThat(loaded.getPredictionCol()).isEqualTo("guess");
        assertThat(predictions(loaded.setPredictionCol("prediction"), table)).isEqualTo(predictions(model, table));
    }

    @Test
    void aSavedEstimatorFitsTheSameModel(@TempDir Path directory) throws Exception {
        String path = directory.resolve("estimator").toString();
        Tables.regressor().save(path);
        HypernetRegressor loaded = HypernetRegressor.load(path);
        assertThat(loaded.getFeaturesCols()).containsExactly("price", "deal", "brand");
        assertThat(loaded.fit(table).savedModel().phi())
                .containsExactly(model.savedModel().phi());
    }

    @Test
    void worksInAPipelineThatIsSavedAndLoaded(@TempDir Path directory) throws Exception {
        VectorAssembler assembler = new VectorAssembler()
                .setInputCols(new String[] {"price", "area"})
                .setOutputCol("features");
        HypernetRegressor regressor = new HypernetRegressor()
                .setTaskCol("store")
                .setLabelCol("sales")
                .setRounds(2)
                .setWorkers(2);
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {assembler, regressor});
        pipeline.save(directory.resolve("pipeline").toString());
        PipelineModel fitted =
                Pipeline.load(directory.resolve("pipeline").toString()).fit(table);
        fitted.save(directory.resolve("fitted").toString());
        PipelineModel loaded = PipelineModel.load(directory.resolve("fitted").toString());
        assertThat(loaded.transform(table).select("prediction").collectAsList())
                .isEqualTo(fitted.transform(table).select("prediction").collectAsList());
    }

    @Test
    void copiesKeepPayloadParentAndListeners() {
        List<RoundReport> reports = new ArrayList<>();
        HypernetRegressor estimator = Tables.regressor().setListeners(List.of(new TrainingListener() {
            @Override
            public void roundEnded(RoundReport report) {
                reports.add(report);
            }
        }));
        ParamMap extra = new ParamMap().put(estimator.rounds(), 2);
        HypernetRegressionModel fitted = estimator.fit(table, extra);
        assertThat(reports).hasSize(2);
        HypernetRegressionModel copy = fitted.copy(new ParamMap());
        assertThat(copy.parent()).isSameAs(fitted.parent());
        assertThat(copy.savedModel()).isSameAs(fitted.savedModel());
    }

    @Test
    void concurrentFitsDoNotDisturbEachOther() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<float[]> fit =
                    () -> Tables.regressor().fit(table).savedModel().phi();
            for (Future<float[]> phi : threads.invokeAll(List.of(fit, fit))) {
                assertThat(phi.get()).containsExactly(model.savedModel().phi());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void leavesNothingCachedBehind() {
        Set<Object> before = cached();
        Tables.regressor().setRounds(1).fit(table);
        try (Evaluation evaluation = model.evaluate(table)) {
            assertThat(evaluation.tasks().count()).isPositive();
        }
        model.generateWeights(table.select("store")).count();
        assertThat(before).containsAll(cached());
    }

    /** What other tests of this JVM have left open is not this one's business. */
    private static Set<Object> cached() {
        return Set.copyOf(JavaSparkContext.fromSparkContext(session.sparkContext())
                .getPersistentRDDs()
                .keySet());
    }

    @Test
    void anUnseenTaskIsAnErrorUnlessParamsSayOtherwise() {
        Dataset<Row> unseen = Tables.of(session, List.of(RowFactory.create("new", 1.5, true, "oak", 5, 0.0, "large")));
        assertThatThrownBy(() -> model.transform(unseen).collect())
                .hasStackTraceContaining("Task \"new\" was not in the training table");
        assertThat(predictions(model.copy(new ParamMap()).setUnknownTask("nan"), unseen))
                .containsExactly(Double.NaN);
        assertThat(predictions(model.copy(new ParamMap()).setUnknownTask("zero-embedding"), unseen))
                .allMatch(Double::isFinite);
    }

    @Test
    void anUnseenTaskWithADescriptorIsPredicted() {
        HypernetRegressionModel described =
                Tables.regressor().setDescriptorCols("area").setEmbedding(0).fit(table);
        Dataset<Row> unseen = Tables.of(session, List.of(RowFactory.create("new", 1.5, true, "oak", 5, 0.0, "large")));
        assertThat(predictions(described, unseen)).allMatch(Double::isFinite);
    }

    @Test
    void anUnseenCategoryIsPredictedAndAMissingValueIsNot() {
        Dataset<Row> odd = Tables.of(
                session,
                List.of(
                        RowFactory.create("s1", 1.5, true, "ash", 5, 0.0, "large"),
                        RowFactory.create("s1", null, true, "oak", 5, 0.0, "large")));
        assertThatThrownBy(() -> model.transform(odd).collect())
                .hasStackTraceContaining(
                        "Column \"price\": 1 row has no usable value, for example null in task \"s1\"");
        List<Double> lenient = predictions(model.copy(new ParamMap()).setInvalidRow("nan"), odd);
        assertThat(lenient.get(0)).isFinite();
        assertThat(lenient.get(1)).isNaN();
    }

    @Test
    void adaptsToNewTasksAndLeavesTheOthersAsTheyWere() {
        HypernetRegressionModel trained =
                Tables.regressor().setRounds(10).setLocalSteps(40).fit(table);
        Dataset<Row> seventh = Tables.stores(session, 7, 12).where("store = 's6'");
        HypernetRegressionModel adapted = trained.adapt(seventh, AdaptationSpec.defaults());
        double before = trained.copy(new ParamMap())
                .setUnknownTask("zero-embedding")
                .evaluate(seventh)
                .summary()
                .mean(Metric.RMSE);
        assertThat(adapted.evaluate(seventh).summary().mean(Metric.RMSE)).isLessThan(before);
        assertThat(predictions(adapted, table)).isEqualTo(predictions(trained, table));
        assertThat(adapted.savedModel().phi())
                .containsExactly(trained.savedModel().phi());
    }

    @Test
    void evaluationIsInTheLabelsUnitAndAgreesWithPredictions() {
        Evaluation evaluation = model.evaluate(table.where("store = 's2'"));
        double squares = model.transform(table.where("store = 's2'")).collectAsList().stream()
                .mapToDouble(row -> Math.pow(row.<Double>getAs("prediction") - row.<Double>getAs("sales"), 2))
                .average()
                .orElseThrow();
        Row task = evaluation.tasks().first();
        assertThat(task.<String>getAs("task")).isEqualTo("s2");
        assertThat(task.<Long>getAs("rows")).isEqualTo(12);
        assertThat(task.<Double>getAs("rmse")).isCloseTo(Math.sqrt(squares), within(1e-3));
    }

    @Test
    void generatesTheWeightsOfAllTasksAndOfSome() {
        Dataset<Row> all = model.generateWeights(session);
        assertThat(all.count()).isEqualTo(6);
        Dataset<Row> some = model.generateWeights(table.where("store = 's3'").select("store"));
        Row third = some.collectAsList().get(0);
        assertThat(third.getString(0)).isEqualTo("s3");
        assertThat(third.getList(1))
                .hasSize(model.savedModel().hypernet().target().layout().size());
        assertThat(third.getList(1)).isEqualTo(all.where("task = 's3'").first().getList(1));
    }

    @Test
    void numbersAndDatesCanBeTasks() {
        Dataset<Row> numbered = table.withColumn("store", table.col("area").cast(DataTypes.DoubleType));
        assertThat(Tables.regressor().setRounds(1).fit(numbered).embeddings().id(1))
                .isEqualTo("10");
        Dataset<Row> dated =
                table.selectExpr("date_add(date'2024-01-01', area) store", "price", "deal", "brand", "sales");
        assertThat(Tables.regressor().setRounds(1).fit(dated).embeddings().id(1))
                .isEqualTo("2024-01-11");
    }

    @Test
    void validationRowsLeadToMetricsInTheManifest() {
        HypernetRegressionModel fitted =
                Tables.regressor().setValidationFraction(0.3).fit(table);
        assertThat(fitted.savedModel().manifest().metrics()).containsKey("validation_rmse");
        assertThat(fitted.savedModel().manifest().rounds()).isEqualTo(4);
    }
}
