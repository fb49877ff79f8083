package org.hypernetspark.jobs.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hypernetspark.config.ConfigReader;
import org.hypernetspark.spark.SparkSessionExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@ExtendWith({SparkSessionExtension.class, QuickQueries.class})
class JobTableReaderTest {
    private static final String ROWS = "shop,p1,p2,sold\n7,1,2,10\n7,3,4,\n8,5,6,30\n";

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("rows.csv"), ROWS);
        Files.writeString(folder.resolve("shops.csv"), "id,size,rivals\n7,0.5,1\n8,0.7,2\n9,0.9,3\n");
    }

    private JobTable read(SparkSession spark, String data) {
        DataConfig config = DataConfigReader.read(
                ConfigReader.text("{task: shop, label: sold, " + data.replace("DIR", folder.toString()) + "}", "test"));
        return new JobTableReader(spark).read(config, true);
    }

    @Test
    void rowsWithoutALabelAreLeftOutAndCounted(SparkSession spark) {
        JobTable table = read(spark, "train: DIR/rows.csv, features: [p1]");
        assertThat(table.rowCount()).isEqualTo(2);
        assertThat(table.taskCount()).isEqualTo(2);
        assertThat(table.withoutLabel()).isEqualTo(1);
    }

    @Test
    void compressedCsvAndParquetHoldTheSameTable(SparkSession spark) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("rows.csv.gz")))) {
            out.write(ROWS.getBytes(StandardCharsets.UTF_8));
        }
        spark.read()
                .option("header", true)
                .option("inferSchema", true)
                .csv(folder + "/rows.csv")
                .write()
                .parquet(folder + "/rows.parquet");
        List<Row> plain =
                read(spark, "train: DIR/rows.csv, features: [p1]").rows().collectAsList();
        assertThat(read(spark, "train: DIR/rows.csv.gz, features: [p1]").rows().collectAsList())
                .isEqualTo(plain);
        assertThat(read(spark, "train: DIR/rows.parquet, features: [p1]").rows().collectAsList())
                .isEqualTo(plain);
    }

    @Test
    void patternsStandForColumnsInTheTablesOrder(SparkSession spark) {
        JobTable table = read(spark, "train: DIR/rows.csv, features: ['p*']");
        assertThat(table.columns().features()).containsExactly("p1", "p2");
    }

    @Test
    void derivedColumnsAreThereForFiltersAndFeatures(SparkSession spark) {
        JobTable table = read(
                spark,
                "train: DIR/rows.csv, derive: {both: p1 + p2, twice: both * 2}, where: twice > 10, features: [twice]");
        assertThat(table.rows().select("twice").collectAsList())
                .extracting(row -> row.getInt(0))
                .containsExactly(22);
    }

    @Test
    void theDescriptorIsJoinedByTheTasksName(SparkSession spark) {
        JobTable table =
                read(spark, "train: DIR/rows.csv, features: [p1], descriptor: {table: DIR/shops.csv, key: id}");
        assertThat(table.columns().descriptor()).containsExactly("size", "rivals");
        assertThat(table.rows().orderBy("shop").select("size").collectAsList())
                .extracting(row -> row.getDouble(0))
                .containsExactly(0.5, 0.7);
    }
}
