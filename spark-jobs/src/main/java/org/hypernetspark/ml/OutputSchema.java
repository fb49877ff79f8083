package org.hypernetspark.ml;

import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hypernetspark.ml.table.LabelType;

/**
 * A schema that a model's columns are added to.
 *
 * @param schema with the columns added so far
 */
record OutputSchema(StructType schema) {
    static OutputSchema of(StructType schema) {
        return new OutputSchema(schema);
    }

    OutputSchema number(String name) {
        return add(name, DataTypes.DoubleType);
    }

    OutputSchema label(String name, LabelType type) {
        return add(
                name,
                switch (type) {
                    case NUMBER -> DataTypes.DoubleType;
                    case TEXT -> DataTypes.StringType;
                    case BOOLEAN -> DataTypes.BooleanType;
                });
    }

    OutputSchema vector(String name) {
        return add(name, SQLDataTypes.VectorType());
    }

    private OutputSchema add(String name, DataType type) {
        if (List.of(schema.fieldNames()).contains(name)) {
            throw new IllegalArgumentException("The table has a column \"" + name
                    + "\" already, which the model would write; drop it, or give the output another name");
        }
        return new OutputSchema(schema.add(name, type, true));
    }
}
