package org.hypernetspark.ml.plan;

import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.types.StructType;
import scala.collection.IndexedSeq;
import scala.collection.Seq;

/** {@link AddColumns} as it runs: each partition block by block. */
public final class AddColumnsExec extends SparkPlan implements Parts {
    private static final long serialVersionUID = 1;

    private final Seq<Attribute> added;
    private final BlockFunction function;
    private final SparkPlan child;

    /** Of {@link #parts}. */
    public AddColumnsExec(Seq<Attribute> added, BlockFunction function, SparkPlan child) {
        this.added = added;
        this.function = function;
        this.child = child;
    }

    @Override
    public RDD<InternalRow> doExecute() {
        StructType given = DataTypeUtils.fromAttributes(child.output());
        StructType more = DataTypeUtils.fromAttributes(added);
        BlockFunction sent = function;
        FlatMapFunction<java.util.Iterator<InternalRow>, InternalRow> blocks =
                rows -> new BlockIterator(rows, given, more, sent.begin(given));
        return child.execute().toJavaRDD().mapPartitions(blocks, true).rdd();
    }

    @Override
    public Seq<Attribute> output() {
        return Sequences.concat(child.output(), added);
    }

    @Override
    public AttributeSet producedAttributes() {
        return AttributeSet.apply(Sequences.<Expression>of(Sequences.list(added)));
    }

    @Override
    public Partitioning outputPartitioning() {
        return child.outputPartitioning();
    }

    @Override
    public Seq<SortOrder> outputOrdering() {
        return child.outputOrdering();
    }

    @Override
    public Seq<SparkPlan> children() {
        return Sequences.of(List.of(child));
    }

    @Override
    public SparkPlan withNewChildrenInternal(IndexedSeq<SparkPlan> newChildren) {
        return new AddColumnsExec(added, function, newChildren.apply(0));
    }

    @Override
    public Object[] parts() {
        return new Object[] {added, function, child};
    }

    @Override
    public boolean equals(Object other) {
        return hasPartsOf(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
