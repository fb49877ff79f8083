package org.hypernetspark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.hypernetspark.spark.SparkSessionExtension;
import org.hypernetspark.train.Metric;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkSessionExtension.class)
@Timeout(120)
class HypernetClassifierTest {
    private static SparkSession session;
    private static Dataset<Row> table;
    private static HypernetClassificationModel model;

    @BeforeAll
    static void fit(SparkSession shared) {
        session = shared;
        table = Tables.stores(session, 5, 12);
        model = Tables.classifier().setRounds(8).setLocalSteps(25).fit(table);
    }

    @Test
    void stringLabelsArePredictedAsStringsWithProbabilities() {
        assertThat(model.classes()).containsExactly("large", "medium", "small");
        Dataset<Row> output = model.transform(table);
        assertThat(output.schema().apply("prediction").dataType()).isEqualTo(DataTypes.StringType);
        for (Row row : output.collectAsList()) {
            Vector probabilities = row.getAs("probability");
            double sum = probabilities.apply(0) + probabilities.apply(1) + probabilities.apply(2);
            assertThat(sum).isBetween(0.9999, 1.0001);
            assertThat(row.<String>getAs("prediction"))
                    .isEqualTo(model.classes().get(probabilities.argmax()));
        }
    }

    @Test
    void learnsEachTasksOwnClasses() {
        assertThat(model.evaluate(table).summary().mean(Metric.ACCURACY)).isGreaterThan(0.8);
    }

    @Test
    void numericLabelsFeedSparksEvaluators() {
        Dataset<Row> numbered = table.selectExpr("store", "price", "deal", "int(size = 'small') + 10 as size");
        HypernetClassificationModel fitted =
                Tables.classifier().setRounds(8).setLocalSteps(25).fit(numbered);
        assertThat(fitted.classes()).containsExactly("10", "11");
        double accuracy = new MulticlassClassificationEvaluator()
                .setLabelCol("size")
                .setMetricName("accuracy")
                .evaluate(fitted.transform(numbered));
        assertThat(accuracy).isGreaterThan(0.8);
        assertThat(fitted.evaluate(numbered).summary().pooled(Metric.ACCURACY)).isEqualTo(accuracy);
    }

    @Test
    void classesOfNumbersAreInNumericOrder() {
        Dataset<Row> numbered = table.selectExpr("store", "price", "deal", "if(size = 'small', 9, 10) as size");
        assertThat(Tables.classifier().fit(numbered).classes()).containsExactly("9", "10");
    }

    @Test
    void booleanLabelsArePredictedAsBooleansByOneOutput() {
        Dataset<Row> flags = table.selectExpr("store", "price", "deal", "size = 'small' as size");
        HypernetClassificationModel fitted =
                Tables.classifier().setLoss("binary-cross-entropy").fit(flags);
        Row row = fitted.transform(flags).first();
        Vector probabilities = row.getAs("probability");
        assertThat(row.<Boolean>getAs("prediction")).isEqualTo(probabilities.argmax() == 1);
        assertThat(probabilities.size()).isEqualTo(2);
    }

    @Test
    void aGivenNumberOfClassesNeedNotAllBeThere() {
        Dataset<Row> some = table.selectExpr("store", "price", "deal", "int(deal) as size");
        assertThat(Tables.classifier().setNumClasses(4).fit(some).classes()).containsExactly("0", "1", "2", "3");
        assertThatThrownBy(() -> Tables.classifier()
                        .setNumClasses(2)
                        .fit(table.selectExpr("store", "price", "deal", "int(deal) + 1 as size")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected one of the given classes 0, 1, got 2");
    }

    @Test
    void givenClassesNeedNotAllBeThere() {
        Dataset<Row> some = table.where("size <> 'small'");
        String[] all = {"small", "large", "medium"};
        HypernetClassificationModel fitted = Tables.classifier().setClasses(all).fit(some);
        assertThat(fitted.classes()).containsExactly(all);
        assertThat(fitted.transform(some).first().<Vector>getAs("probability").size())
                .isEqualTo(3);
    }

    @Test
    void classesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> Tables.classifier()
                        .setClasses(new String[] {"small", "huge"})
                        .fit(table))
                .hasMessageContaining("expected one of the given classes small, huge, got");
        assertThatThrownBy(() ->
                        Tables.classifier().setClasses(new String[] {"small"}).fit(table))
                .hasMessageContaining("at least two classes, got one (\"small\")");
        assertThatThrownBy(() -> Tables.classifier()
                        .setClasses(new String[] {"small", "large"})
                        .setNumClasses(2)
                        .fit(table))
                .hasMessageContaining("set one of them");
    }

    @Test
    void aRowThatCannotBePredictedGetsNoClassAndNoProbability() {
        Dataset<Row> odd = Tables.of(session, List.of(RowFactory.create("s1", null, true, "oak", 5, 0.0, "large")));
        Row row = model.copy(new ParamMap()).setInvalidRow("nan").transform(odd).first();
        assertThat(row.isNullAt(row.fieldIndex("prediction"))).isTrue();
        assertThat(row.<Vector>getAs("probability").apply(0)).isNaN();
    }

    @Test
    void evaluationRefusesUnknownClasses() {
        Dataset<Row> odd = table.selectExpr("store", "price", "deal", "'huge' as size");
        assertThatThrownBy(() -> model.evaluate(odd))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("60 rows have an unknown class, for example \"huge\" in task \"s0\"");
    }

    @Test
    void aSavedModelPredictsTheSame(@TempDir Path directory) throws Exception {
        String path = directory.resolve("model").toString();
        model.save(path);
        assertThat(HypernetClassificationModel.load(path).transform(table).collectAsList())
                .isEqualTo(model.transform(table).collectAsList());
    }

    @Test
    void aModelOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> HypernetRegressionModel.fromSavedModel(model.savedModel()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use HypernetClassificationModel.fromSavedModel");
        assertThat(HypernetClassificationModel.fromSavedModel(model.savedModel())
                        .classes())
                .isEqualTo(model.classes());
    }
}
