package org.hypernetspark.ml;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.param.Seeds;

/** Small tables of stores whose sales depend on price and deal, each in its own way. */
final class Tables {
    static final StructType SCHEMA = new StructType()
            .add("store", DataTypes.StringType)
            .add("price", DataTypes.DoubleType)
            .add("deal", DataTypes.BooleanType)
            .add("brand", DataTypes.StringType)
            .add("area", DataTypes.IntegerType)
            .add("sales", DataTypes.DoubleType)
            .add("size", DataTypes.StringType);

    private Tables() {}

    /** Rows {@code (store, price, deal, brand, area, sales, size)} of stores {@code s0, s1, ...}. */
    static List<Row> rows(int stores, int rowsEach) {
        List<Row> rows = new ArrayList<>();
        for (int store = 0; store < stores; store++) {
            RandomStream random = new RandomStream(Seeds.mix(store + 1));
            for (int i = 0; i < rowsEach; i++) {
                double price = 1 + random.nextDouble();
                boolean deal = i % 3 == 0;
                String brand = List.of("oak", "elm", "fir").get(i % 3 == 2 ? 2 : i % 2);
                double sales = 100 + 10 * store - (20 + 5 * store) * price + (deal ? 15 : 0);
                String size = sales > 95 ? "large" : sales > 75 ? "medium" : "small";
                rows.add(RowFactory.create("s" + store, price, deal, brand, 10 * store, sales, size));
            }
        }
        return rows;
    }

    static Dataset<Row> stores(SparkSession session, int stores, int rowsEach) {
        return session.createDataFrame(rows(stores, rowsEach), SCHEMA);
    }

    static Dataset<Row> of(SparkSession session, List<Row> rows) {
        return session.createDataFrame(rows, SCHEMA);
    }

    static HypernetRegressor regressor() {
        return new HypernetRegressor("regressor")
                .setTaskCol("store")
                .setFeaturesCols("price", "deal", "brand")
                .setLabelCol("sales")
                .setTarget("[{dense: 8, activation: tanh}, {dense: 1}]")
                .setEmbedding(4)
                .setLearningRate(0.02)
                .setRounds(4)
                .setLocalSteps(5)
                .setBatch(8)
                .setWorkers(3);
    }

    static HypernetClassifier classifier() {
        return new HypernetClassifier("classifier")
                .setTaskCol("store")
                .setFeaturesCols("price", "deal")
                .setLabelCol("size")
                .setEmbedding(4)
                .setLearningRate(0.02)
                .setRounds(4)
                .setLocalSteps(5)
                .setBatch(8)
                .setWorkers(2);
    }
}
