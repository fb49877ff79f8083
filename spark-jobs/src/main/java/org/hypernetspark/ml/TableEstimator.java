package org.hypernetspark.ml;

import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.hypernetspark.ml.table.ColumnNames;
import org.hypernetspark.ml.table.LabelType;
import org.hypernetspark.ml.table.VariantColumn;

/**
 * The part of an estimator that says which columns of a table are used and how.
 *
 * @param <E> the estimator itself
 * @param <M> its model
 */
public abstract class TableEstimator<E extends TableEstimator<E, M>, M extends HypernetModel<M>> extends Estimator<M> {
    private static final long serialVersionUID = 1;

    private final String uid;
    private final Param<String> taskCol;
    private final StringArrayParam featuresCols;
    private final StringArrayParam categoricalCols;
    private final StringArrayParam descriptorCols;
    private final Param<String> variantCol;
    private final Param<String> labelCol;
    private final BooleanParam standardize;
    private final DoubleParam validationFraction;

    TableEstimator(String uid) {
        this.uid = uid;
        taskCol = new Param<>(
                this, "taskCol", "column that says which task a row belongs to", ParamChecks.named("taskCol"));
        featuresCols = columns("featuresCols", "columns the target network sees: numbers, booleans, strings, vectors");
        categoricalCols = columns("categoricalCols", "features and descriptors whose numbers are names of categories");
        descriptorCols = columns("descriptorCols", "columns that describe the task itself: one value for each task");
        variantCol = new Param<>(
                this,
                "variantCol",
                "column that says which variant of the target a task has: one value for each task",
                ParamChecks.named("variantCol"));
        labelCol = new Param<>(this, "labelCol", "column to predict", ParamChecks.named("labelCol"));
        standardize = new BooleanParam(this, "standardize", "whether numbers are standardised by mean and deviation");
        validationFraction = new DoubleParam(
                this,
                "validationFraction",
                "share of each task's rows kept aside to validate on, in [0, 1)",
                ParamChecks.fraction("validationFraction"));
        setDefault(taskCol, "task");
        setDefault(featuresCols, new String[] {"features"});
        setDefault(categoricalCols, new String[0]);
        setDefault(descriptorCols, new String[0]);
        setDefault(labelCol, "label");
        setDefault(standardize, true);
        setDefault(validationFraction, 0.0);
    }

    private StringArrayParam columns(String name, String documentation) {
        return new StringArrayParam(this, name, documentation, ParamChecks.names(name));
    }

    @Override
    public final String uid() {
        return uid;
    }

    /** This estimator under its own type. */
    @SuppressWarnings("unchecked")
    final E self() {
        return (E) this;
    }

    /** Whether labels are classes. */
    abstract boolean classification();

    final ColumnNames columnNames() {
        return new ColumnNames(
                getTaskCol(),
                rowCols(),
                List.of(getCategoricalCols()),
                List.of(getDescriptorCols()),
                variantColumn(),
                getLabelCol(),
                classification());
    }

    /** The column of the variants; null if the target has one shape. */
    abstract VariantColumn variantColumn();

    /** The columns that rows are read from: the features, and what else is seen of a row behind them. */
    abstract List<String> rowCols();

    static LabelType labelType(DataType type) {
        return type instanceof NumericType
                ? LabelType.NUMBER
                : type instanceof BooleanType ? LabelType.BOOLEAN : LabelType.TEXT;
    }

    /** Param: column that says which task a row belongs to. */
    public final Param<String> taskCol() {
        return taskCol;
    }

    /** The task column; default {@code task}. */
    public final String getTaskCol() {
        return getOrDefault(taskCol);
    }

    /** Sets the task column: any simple type; the task's id is the value as text. */
    public final E setTaskCol(String value) {
        set(taskCol, value);
        return self();
    }

    /** Param: columns the target network sees. */
    public final StringArrayParam featuresCols() {
        return featuresCols;
    }

    /** The feature columns; default {@code features}. */
    public final String[] getFeaturesCols() {
        return getOrDefault(featuresCols);
    }

    /** Sets the feature columns: numbers, booleans, strings (one-hot) and vectors. */
    public final E setFeaturesCols(String... values) {
        set(featuresCols, values.clone());
        return self();
    }

    /** Param: columns whose numbers are names of categories. */
    public final StringArrayParam categoricalCols() {
        return categoricalCols;
    }

    /** The numeric columns that are categorical; default none. */
    public final String[] getCategoricalCols() {
        return getOrDefault(categoricalCols);
    }

    /** Sets which features and descriptors are categorical although they are numbers. */
    public final E setCategoricalCols(String... values) {
        set(categoricalCols, values.clone());
        return self();
    }

    /** Param: columns that describe the task itself. */
    public final StringArrayParam descriptorCols() {
        return descriptorCols;
    }

    /** The descriptor columns; default none. */
    public final String[] getDescriptorCols() {
        return getOrDefault(descriptorCols);
    }

    /** Sets the columns that describe the task: one value for all rows of a task. */
    public final E setDescriptorCols(String... values) {
        set(descriptorCols, values.clone());
        return self();
    }

    /** Param: column that says which variant of the target a task has. */
    public final Param<String> variantCol() {
        return variantCol;
    }

    /** The column of the target's variants; not set if the target has one shape. */
    public final String getVariantCol() {
        return getOrDefault(variantCol);
    }

    /** Sets the column that says which variant of the target a task has: one value for all rows of a task. */
    public final E setVariantCol(String value) {
        set(variantCol, value);
        return self();
    }

    /** Param: column to predict. */
    public final Param<String> labelCol() {
        return labelCol;
    }

    /** The label column; default {@code label}. */
    public final String getLabelCol() {
        return getOrDefault(labelCol);
    }

    /** Sets the column to predict. */
    public final E setLabelCol(String value) {
        set(labelCol, value);
        return self();
    }

    /** Param: whether numbers are standardised. */
    public final BooleanParam standardize() {
        return standardize;
    }

    /** Whether numbers are standardised; default true. */
    public final boolean getStandardize() {
        return (boolean) getOrDefault(standardize);
    }

    /** Sets whether features and descriptors are standardised by mean and deviation of the training rows. */
    public final E setStandardize(boolean value) {
        set(standardize, value);
        return self();
    }

    /** Param: share of rows to validate on. */
    public final DoubleParam validationFraction() {
        return validationFraction;
    }

    /** The share of each task's rows kept aside to validate on; default 0. */
    public final double getValidationFraction() {
        return (double) getOrDefault(validationFraction);
    }

    /** Sets the share of each task's rows kept aside to validate on, in [0, 1). */
    public final E setValidationFraction(double value) {
        set(validationFraction, value);
        return self();
    }
}
