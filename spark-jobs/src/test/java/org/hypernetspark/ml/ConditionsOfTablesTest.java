package org.hypernetspark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
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

/** Hypernets that see more than their task, from a table to predictions. */
@ExtendWith(SparkSessionExtension.class)
@Timeout(240)
class ConditionsOfTablesTest {
    private static final String SUPPORT =
            "{support: {rows: 8, encoder: [{dense: 16, activation: relu}, {dense: 8}], pooling: mean}}";

    private static SparkSession session;
    private static Dataset<Row> table;

    @BeforeAll
    static void read(SparkSession shared) {
        session = shared;
        table = Tables.stores(session, 6, 12).coalesce(1);
    }

    private static HypernetRegressor regressor(String condition) {
        return Tables.regressor().setCondition(condition).setTrunk("[{dense: 16, activation: relu}]");
    }

    private static Dataset<Row> of(Dataset<Row> rows, String where) {
        return rows.filter(where);
    }

    @Test
    void eachRowIsPredictedByANetworkOfItsOwnForAColumnTheTargetDoesNotSee() {
        HypernetRegressionModel model = regressor("{embedding: 3, columns: [price]}")
                .setFeaturesCols("deal", "brand")
                .setTarget("[{dense: 1}]")
                .setRounds(10)
                .setLocalSteps(30)
                .fit(table);
        assertThat(model.savedModel().target().network().input().size()).isEqualTo(4);
        assertThat(model.encoder().features().width()).isEqualTo(5);
        assertThat(model.evaluate(table).summary().mean(Metric.RMSE)).isLessThan(5);
        List<Row> rows = model.transform(table).collectAsList();
        double squares = 0;
        for (Row row : rows) {
            squares += Math.pow(row.<Double>getAs("prediction") - row.<Double>getAs("sales"), 2);
        }
        assertThat(Math.sqrt(squares / rows.size())).isLessThan(5);
        assertThatThrownBy(() -> model.generateWeights(session)).hasMessageContaining("a network for each row");
    }

    @Test
    void samplesGiveAMeanAndADeviationThatDependOnTheSeedAlone() {
        HypernetRegressionModel model =
                regressor("{embedding: 3, noise: {size: 2, samples: 2}}").fit(table);
        List<Row> one = model.setSamples(40).transform(table).collectAsList();
        List<Row> again = model.transform(table.repartition(4)).collectAsList();
        assertThat(again).containsExactlyInAnyOrderElementsOf(one);
        assertThat(one).allMatch(row -> row.<Double>getAs("prediction_std") > 0);
        List<Row> other = model.setSamplingSeed(2).transform(table).collectAsList();
        assertThat(other).doesNotContainAnyElementsOf(one);
        assertThat(model.setSamples(0).transform(table).columns()).doesNotContain("prediction_std");
    }

    @Test
    void samplesAreTheSameWhereBlocksGrowSinceRowsOfATaskLieApart() {
        Dataset<Row> many = Tables.stores(session, 300, 20);
        HypernetRegressionModel model = regressor("{embedding: 3, noise: {size: 2, samples: 2}}")
                .setRounds(1)
                .setLocalSteps(2)
                .fit(many)
                .setSamples(3);
        List<Row> expected = model.transform(many.coalesce(1)).collectAsList();
        List<Row> apart =
                model.transform(many.coalesce(1).sortWithinPartitions("price")).collectAsList();
        assertThat(apart).hasSize(6000).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void dropoutInTheTrunkIsKeptOnForSamples() {
        HypernetRegressionModel model = Tables.regressor()
                .setTrunk("[{dense: 16, activation: relu}, {dropout: 0.3}]")
                .fit(table);
        assertThat(model.setSamples(20).transform(table).collectAsList())
                .allMatch(row -> row.<Double>getAs("prediction_std") > 0);
    }

    @Test
    void samplesThatWouldAllBeTheSameAreRefused() {
        HypernetRegressionModel model = Tables.regressor().setRounds(1).fit(table);
        assertThatThrownBy(() -> model.setSamples(5).transform(table))
                .hasMessageContaining("neither noise in its condition nor dropout in its trunk");
        assertThatThrownBy(() -> model.setSamples(0).setPreference(1).transform(table))
                .hasMessageContaining("the hypernet sees none");
    }

    @Test
    void classesGetMeanProbabilitiesAndTwoEntropies() {
        HypernetClassificationModel model =
                Tables.classifier().setCondition("{embedding: 3, noise: 2}").fit(table);
        for (Row row : model.setSamples(30).transform(table).collectAsList()) {
            double[] probabilities = row.<Vector>getAs("probability").toArray();
            double sum = 0;
            double entropy = 0;
            for (double probability : probabilities) {
                sum += probability;
                entropy -= probability * Math.log(probability);
            }
            assertThat(sum).isEqualTo(1, within(1e-5));
            assertThat(row.<Double>getAs("prediction_entropy")).isEqualTo(entropy, within(1e-5));
            assertThat(row.<Double>getAs("prediction_expected_entropy")).isBetween(0.0, entropy + 1e-6);
        }
    }

    @Test
    void anUnseenTaskIsPredictedFromAFewRowsWithoutAStep() {
        Dataset<Row> stores = Tables.stores(session, 24, 24).coalesce(1);
        Dataset<Row> known = of(stores, "area % 50 != 0");
        Dataset<Row> unseen = of(stores, "area % 50 = 0");
        Dataset<Row> few = of(unseen, "price < 1.4");
        Dataset<Row> rest = of(unseen, "price >= 1.4");
        HypernetRegressionModel model =
                regressor(SUPPORT).setRounds(20).setLocalSteps(40).fit(known);
        assertThatThrownBy(() -> model.transform(rest).collectAsList()).hasMessageContaining("support set");
        double told = model.support(few).evaluate(rest).summary().mean(Metric.RMSE);
        double untold =
                model.setUnknownTask("zero-embedding").evaluate(rest).summary().mean(Metric.RMSE);
        assertThat(told).isLessThan(untold / 3);
        assertThat(model.support(few).embeddings().values())
                .isEqualTo(
                        model.adapt(few, AdaptationSpec.defaults()).embeddings().values());
    }

    @Test
    void aPreferenceIsGivenAtPrediction() {
        HypernetRegressionModel model = regressor("{embedding: 3, preference: {ranges: [{uniform: [0, 2]}]}}")
                .fit(table);
        List<Row> center = model.transform(table).collectAsList();
        assertThat(model.setPreference(1).transform(table).collectAsList()).isEqualTo(center);
        assertThat(model.setPreference(0.1).transform(table).collectAsList()).isNotEqualTo(center);
        assertThatThrownBy(() -> model.setPreference(3).transform(table))
                .hasMessageContaining("1 numbers in [[0.0, 2.0]]");
    }

    @Test
    void aRowMayNameAPreferenceOfItsOwn() {
        HypernetRegressionModel model = regressor("{embedding: 3, preference: {ranges: [{uniform: [0, 2]}]}}")
                .fit(table);
        List<Row> fixed =
                model.setPreference(0.5).transform(table).select("prediction").collectAsList();
        Dataset<Row> named = table.withColumn("level", functions.lit(0.5)).withColumn("far", functions.lit(7));
        assertThat(model.setPreferenceCols("level")
                        .transform(named)
                        .select("prediction")
                        .collectAsList())
                .isEqualTo(fixed);
        assertThatThrownBy(() -> model.setPreferenceCols("far").transform(named).collectAsList())
                .hasMessageContaining("Columns [far]: A preference is 1 numbers in [[0.0, 2.0]]");
        assertThatThrownBy(() -> model.setPreferenceCols("brand").transform(named))
                .hasMessageContaining("expected a column \"brand\" of numbers, got string");
    }

    @Test
    void aSavedModelKeepsWhatItSees(@TempDir Path directory) throws Exception {
        HypernetRegressionModel model = regressor(
                        "{embedding: 2, columns: [price], noise: 2, support: {encoder: [{dense: 4}]}}")
                .fit(table);
        String path = directory.resolve("model").toString();
        model.setSamples(3).save(path);
        HypernetRegressionModel loaded = HypernetRegressionModel.load(path);
        assertThat(loaded.savedModel().spec()).isEqualTo(model.savedModel().spec());
        assertThat(loaded.transform(table).collectAsList())
                .isEqualTo(model.transform(table).collectAsList());
    }
}
