package org.hypernetspark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.hypernetspark.spark.SparkSessionExtension;
import org.hypernetspark.train.AdaptationSpec;
import org.hypernetspark.train.Metric;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Stores of two kinds, whose targets have different shapes, from a table to predictions. */
@ExtendWith(SparkSessionExtension.class)
@Timeout(240)
class VariantsOfTablesTest {
    private static final String TARGET = "{small: {layers: [{dense: 1}]},"
            + " large: {layers: [{dense: 6, activation: tanh}, {dense: 4, activation: tanh}, {dense: 1}]}}";
    private static final int SMALL = 5 + 1;
    private static final int LARGE = 6 * 6 + 7 * 4 + 5;

    private static SparkSession session;
    private static Dataset<Row> table;
    private static HypernetRegressionModel model;

    @BeforeAll
    static void train(SparkSession shared) {
        session = shared;
        table = kinds(Tables.stores(session, 8, 12)).coalesce(1);
        model = regressor().fit(table);
    }

    private static Dataset<Row> kinds(Dataset<Row> stores) {
        return stores.withColumn("kind", functions.expr("if(area % 20 = 0, 'large', 'small')"));
    }

    private static HypernetRegressor regressor() {
        return Tables.regressor()
                .setTarget(TARGET)
                .setVariantCol("kind")
                .setTrunk("[{dense: 16, activation: relu}]")
                .setOutput("{strategy: component-wise, by: channel}")
                .setRounds(12)
                .setLocalSteps(30);
    }

    @Test
    void storesOfBothKindsAreLearned() {
        assertThat(model.evaluate(table).summary().mean(Metric.RMSE)).isLessThan(6);
        for (Row row : model.evaluate(table).tasks().collectAsList()) {
            assertThat(row.<Double>getAs("rmse")).as(row.toString()).isLessThan(12);
        }
    }

    @Test
    void theTablesPartitionsDoNotMatter() {
        HypernetRegressor quick = regressor().setRounds(2).setLocalSteps(3);
        assertThat(quick.fit(table.repartition(5)).savedModel().phi())
                .isEqualTo(quick.fit(table).savedModel().phi());
    }

    @Test
    void eachStoresNetworkHasItsOwnShape() {
        List<Row> weights = model.generateWeights(session).collectAsList();
        assertThat(weights).hasSize(8);
        for (Row row : weights) {
            boolean large = Integer.parseInt(row.getString(0).substring(1)) % 2 == 0;
            assertThat(row.getList(1)).hasSize(large ? LARGE : SMALL);
            assertThat(row.<String>getAs("variant")).isEqualTo(large ? "large" : "small");
        }
    }

    @Test
    void aKnownStoreNeedsNoColumnOfVariants(@TempDir Path folder) throws Exception {
        List<Row> predicted = model.transform(table).select("prediction").collectAsList();
        assertThat(model.transform(table.drop("kind")).select("prediction").collectAsList())
                .isEqualTo(predicted);
        String path = folder.resolve("model").toString();
        model.write().save(path);
        assertThat(HypernetRegressionModel.load(path)
                        .transform(table.drop("kind"))
                        .select("prediction")
                        .collectAsList())
                .isEqualTo(predicted);
    }

    @Test
    void anUnknownStoreIsOfTheKindItsRowsName() {
        Dataset<Row> unseen = kinds(Tables.stores(session, 10, 12)).filter("area >= 80");
        HypernetRegressionModel any = model.copy(new ParamMap()).setUnknownTask("zero-embedding");
        assertThat(any.transform(unseen).collectAsList()).hasSize(24);
        assertThatThrownBy(() -> any.transform(unseen.drop("kind")).collectAsList())
                .hasMessageContaining("was not in the training table, and the table has no column \"kind\"");
        HypernetRegressionModel none = model.copy(new ParamMap()).setUnknownTask("nan");
        for (Row row : none.transform(unseen.drop("kind")).collectAsList()) {
            assertThat(row.<Double>getAs("prediction")).isNaN();
        }
        HypernetRegressionModel adapted = model.adapt(unseen, AdaptationSpec.defaults());
        assertThat(adapted.embeddings().variant(adapted.embeddings().indexOf("s8")))
                .isZero();
        assertThat(adapted.embeddings().variant(adapted.embeddings().indexOf("s9")))
                .isEqualTo(1);
        assertThat(adapted.evaluate(unseen).summary().mean(Metric.RMSE))
                .isLessThan(any.evaluate(unseen).summary().mean(Metric.RMSE));
    }

    /** Odd stores never have the last class. */
    private static Dataset<Row> classes() {
        return table.withColumn("size", functions.expr("if(kind = 'small' and size = 'small', 'medium', size)"));
    }

    private static HypernetClassifier classifier() {
        return Tables.classifier()
                .setTarget(
                        "{small: {layers: [{dense: 2}]}, large: {layers: [{dense: 6, activation: tanh}, {dense: 3}]}}")
                .setVariantCol("kind")
                .setCondition("{embedding: 4, noise: 2}")
                .setOutput("{strategy: component-wise, by: channel}")
                .setRounds(8)
                .setLocalSteps(25);
    }

    @Test
    void aVariantWithFewerOutputsHasTheFirstClassesAndNoneOfTheOthers() {
        HypernetClassificationModel fitted = classifier().fit(classes());
        assertThat(fitted.classes()).containsExactly("large", "medium", "small");
        assertThat(fitted.evaluate(classes()).summary().mean(Metric.ACCURACY)).isGreaterThan(0.8);
        for (Row row : fitted.setSamples(2).transform(classes()).collectAsList()) {
            Vector probabilities = row.getAs("probability");
            assertThat(probabilities.size()).isEqualTo(3);
            assertThat(probabilities.apply(0) + probabilities.apply(1) + probabilities.apply(2))
                    .isBetween(0.9999, 1.0001);
            assertThat(probabilities.apply(2) == 0).isEqualTo(row.getAs("kind").equals("small"));
            assertThat(row.<Double>getAs("prediction_entropy")).isLessThan(1.1);
        }
    }

    @Test
    void oneVariantAtLeastHasAllClasses() {
        HypernetClassifier narrow =
                classifier().setTarget("{small: {layers: [{dense: 2}]}, large: {layers: [{dense: 2}]}}");
        assertThatThrownBy(() -> narrow.fit(classes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("The target variant \"large\" ends in 2 outputs, but 3 classes");
    }

    @Test
    void aLabelBeyondTheClassesOfAVariantIsRefused() {
        Dataset<Row> wrong = classes().withColumn("size", functions.expr("if(store = 's3' and deal, 'small', size)"));
        HypernetClassifier quick = classifier().setRounds(1).setLocalSteps(1);
        String[] message = {
            "Task \"s3\" has the label \"small\", but its target variant \"small\" ends in 2 outputs", "large, medium"
        };
        assertThatThrownBy(() -> quick.fit(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(message);
        assertThatThrownBy(() -> quick.fit(classes()).evaluate(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(message);
    }

    private static void refused(HypernetRegressor regressor, Dataset<Row> rows, String... parts) {
        assertThatThrownBy(() -> regressor.fit(rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void mistakesGiveOneMessage() {
        Dataset<Row> mixed = table.withColumn("kind", functions.expr("if(store = 's3' and deal, 'large', kind)"));
        refused(
                regressor(),
                mixed,
                "Variant column \"kind\" must hold one value for each task, but task \"s3\" has",
                "large",
                "small");
        Dataset<Row> huge = table.withColumn("kind", functions.expr("if(store = 's3', 'huge', kind)"));
        refused(
                regressor(),
                huge,
                "Variant column \"kind\": 12 rows have no variant of the target, for example \"huge\" (expected one of"
                        + " large, small) in task \"s3\"");
        refused(regressor(), table.drop("kind"), "There is no column \"kind\" (variant) in the table");
        refused(regressor().setOutput("generate-once"), table, "The output generate-once makes targets of one shape");
        refused(
                regressor().setTarget("{small: {layers: [{dense: 1}]}, large: {layers: [{dense: 2}]}}"),
                table,
                "The target variant \"large\" ends in 2 outputs, but a regression needs 1");
        refused(regressor().setTarget("[{dense: 1}]"), table, "variantCol names the column \"kind\"", "one shape");
        refused(
                Tables.regressor().setTarget(TARGET),
                table,
                "The target has the variants [large, small], but no column says which");
    }
}
