package org.hypernetspark.ml.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.IndexedSeq;
import scala.collection.Seq;

/**
 * Columns added to a table, as a step of a query: rows keep their order and their partitions, of the columns that were there
 * only those are unpacked that are read, and those are not there at all that nothing reads later.
 */
public final class AddColumns extends LogicalPlan implements Parts {
    private static final long serialVersionUID = 1;

    private final Seq<Attribute> added;
    private final Seq<Attribute> read;
    private final BlockFunction function;
    private final LogicalPlan child;

    /** Of {@link #parts}. */
    public AddColumns(Seq<Attribute> added, Seq<Attribute> read, BlockFunction function, LogicalPlan child) {
        this.added = added;
        this.read = read;
        this.function = function;
        this.child = child;
    }

    /**
     * Adds columns to a table; nothing is computed yet.
     *
     * @param added their names and types; none is a column of the table
     * @param read columns of the table that the function reads; others are not there where the query does not need them
     */
    public static Dataset<Row> to(Dataset<?> table, StructType added, Collection<String> read, BlockFunction function) {
        AddColumnsStrategy.register(table.sparkSession());
        LogicalPlan child = table.queryExecution().analyzed();
        List<Attribute> needed = Sequences.list(child.output()).stream()
                .filter(column -> read.contains(column.name()))
                .toList();
        AddColumns plan = new AddColumns(
                Sequences.of(Sequences.list(DataTypeUtils.toAttributes(added))), Sequences.of(needed), function, child);
        return Dataset.ofRows(table.sparkSession(), plan.underNewIds());
    }

    /** Spark tells the two sides of a join of a table with itself apart by giving columns new ids, which it can do for these. */
    private Project underNewIds() {
        List<NamedExpression> columns = new ArrayList<>(Sequences.list(child.output()));
        for (Attribute column : Sequences.list(added)) {
            Seq<String> none = Sequences.of(List.of());
            columns.add(new Alias(column, column.name(), NamedExpression.newExprId(), none, Option.empty(), none));
        }
        return new Project(Sequences.of(columns), this);
    }

    Seq<Attribute> added() {
        return added;
    }

    BlockFunction function() {
        return function;
    }

    LogicalPlan child() {
        return child;
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
    public Seq<LogicalPlan> children() {
        return Sequences.of(List.of(child));
    }

    @Override
    public LogicalPlan withNewChildrenInternal(IndexedSeq<LogicalPlan> newChildren) {
        return new AddColumns(added, read, function, newChildren.apply(0));
    }

    @Override
    public Object[] parts() {
        return new Object[] {added, read, function, child};
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
