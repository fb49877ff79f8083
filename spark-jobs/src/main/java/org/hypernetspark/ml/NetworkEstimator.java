package org.hypernetspark.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.StringArrayParam;
import org.hypernetspark.config.ConditionCodec;
import org.hypernetspark.config.ConditionConfig;
import org.hypernetspark.config.ConfigReader;
import org.hypernetspark.config.FormCodec;
import org.hypernetspark.config.HypernetConfig;
import org.hypernetspark.config.InitCodec;
import org.hypernetspark.config.LayersCodec;
import org.hypernetspark.config.LossCodec;
import org.hypernetspark.config.OutputCodec;
import org.hypernetspark.config.TargetCodec;
import org.hypernetspark.ml.table.ColumnEncoding;
import org.hypernetspark.ml.table.EncodedColumns;
import org.hypernetspark.ml.table.VariantColumn;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.TargetSpec;
import org.hypernetspark.param.Shape;

/**
 * The part of an estimator that describes the networks: target, loss, hypernet. Layers, loss, trunk and output strategy are
 * texts, YAML or JSON, as in configuration files.
 *
 * @param <E> the estimator itself
 * @param <M> its model
 */
public abstract class NetworkEstimator<E extends NetworkEstimator<E, M>, M extends HypernetModel<M>>
        extends TableEstimator<E, M> {
    private static final long serialVersionUID = 1;
    private static final int HIDDEN = 32;

    private final Param<String> target;
    private final Param<String> targetInputShape;
    private final Param<String> loss;
    private final IntParam embedding;
    private final Param<String> condition;
    private final Param<String> trunk;
    private final Param<String> output;
    private final StringArrayParam generate;
    private final Param<String> form;
    private final Param<String> init;

    NetworkEstimator(String uid, String defaultLoss) {
        super(uid);
        target = new Param<>(
                this,
                "target",
                "layers of the target network, for example [{dense: 32, activation: relu}, {dense: 1}]"
                        + " (default: these, with as many outputs as are needed); of a target with variants those of"
                        + " each: {small: {layers: [{dense: 1}]}, large: {layers: [...]}}",
                ParamChecks.text("target", TargetCodec::readLayers));
        targetInputShape = new Param<>(
                this,
                "targetInputShape",
                "shape of one example, for example 1,28,28 (default: flat)",
                ParamChecks.text("targetInputShape", node -> shape(node.json().asText())));
        loss = new Param<>(this, "loss", "what training makes small", ParamChecks.text("loss", LossCodec::read));
        embedding = new IntParam(
                this,
                "embedding",
                "size of the learned task embedding; 0 to see tasks by their descriptor alone",
                ParamChecks.atLeast("embedding", 0));
        condition = new Param<>(
                this,
                "condition",
                "what the hypernet sees, for example {embedding: 4, noise: 2}; descriptorCols are seen in any case"
                        + " (default: an embedding of the size that embedding says)",
                ParamChecks.text("condition", ConditionCodec::read));
        trunk = new Param<>(
                this,
                "trunk",
                "layers between a task's condition and the hypernet's heads, as target; [] for none",
                ParamChecks.text("trunk", LayersCodec::read));
        output = new Param<>(
                this,
                "output",
                "output strategy, for example generate-once or {strategy: chunk-wise, chunk: 512}",
                ParamChecks.text("output", OutputCodec::read));
        generate = new StringArrayParam(
                this,
                "generate",
                "patterns of the target's tensors that are generated, for example 2.dense.*;"
                        + " the others are shared by all tasks (default: all are generated)");
        form = new Param<>(
                this,
                "form",
                "what the hypernet generates, for example weights, delta or {kind: low-rank, rank: 4}",
                ParamChecks.text("form", FormCodec::read));
        init = new Param<>(
                this,
                "init",
                "how the hypernet is initialised, for example hyperfan-in or {method: hyperfan-in, headScale: 0.1}",
                ParamChecks.text("init", InitCodec::read));
        setDefault(loss, defaultLoss);
        setDefault(embedding, HypernetConfig.defaults().embedding());
        setDefault(trunk, "[]");
        setDefault(output, "generate-once");
        setDefault(generate, new String[0]);
        setDefault(form, HypernetConfig.defaults().form().name());
        setDefault(init, HypernetConfig.defaults().init().method().label());
    }

    private static Shape shape(String text) {
        try {
            return Shape.of(Arrays.stream(text.split(",", -1))
                    .mapToInt(part -> Integer.parseInt(part.strip()))
                    .toArray());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Param targetInputShape must be whole numbers with commas, such as 1,28,28; got " + text, e);
        }
    }

    /** Outputs the target needs for this many classes (0 in regression). */
    private static int outputs(int classes, Loss loss) {
        return classes == 0 || "binary-cross-entropy".equals(loss.name()) ? 1 : classes;
    }

    /**
     * The target for data like this.
     *
     * @param features encoded features of a row
     * @param classes number of classes; 0 in regression
     * @throws IllegalArgumentException if the target does not fit the data
     */
    final TargetSpec targetSpec(int features, int classes) {
        Loss chosen = lossSpec();
        if (classes > 2 && "binary-cross-entropy".equals(chosen.name())) {
            throw new IllegalArgumentException("The loss binary-cross-entropy is for 2 classes, the label column \""
                    + getLabelCol() + "\" has " + classes + "; use cross-entropy");
        }
        int outputs = outputs(classes, chosen);
        Shape input = isSet(targetInputShape) ? shape(getTargetInputShape()) : null;
        TargetSpec spec = isSet(target)
                ? new TargetSpec(input, targetLayers(), chosen)
                : new TargetSpec(input, List.of(new Dense(HIDDEN), Activation.RELU, new Dense(outputs)), chosen);
        TargetSpec resolved = spec.resolve(features);
        TargetOutputs.check(resolved, outputs, classes);
        return resolved;
    }

    private SortedMap<String, List<LayerSpec>> targetLayers() {
        return TargetCodec.readLayers(ConfigReader.text(getTarget(), "target"));
    }

    @Override
    final VariantColumn variantColumn() {
        int variants = isSet(target) ? targetLayers().size() : 1;
        if (variants == 1 && isSet(variantCol())) {
            throw new IllegalArgumentException("Param variantCol names the column \"" + getVariantCol()
                    + "\", but the target has one shape; give target variants, or leave variantCol out");
        }
        if (variants > 1 && !isSet(variantCol())) {
            throw new IllegalArgumentException(
                    "The target has the variants " + targetLayers().keySet()
                            + ", but no column says which of them a task has; set variantCol (in a job: data.variant)");
        }
        return variants == 1
                ? null
                : new VariantColumn(getVariantCol(), List.copyOf(targetLayers().keySet()));
    }

    /** The loss; of the right kind for the labels. */
    final Loss lossSpec() {
        Loss chosen = LossCodec.read(ConfigReader.text(getLoss(), "loss"));
        if (chosen.classification() != classification()) {
            throw new IllegalArgumentException("Param loss: " + chosen.name() + " is a loss of "
                    + (chosen.classification() ? "classification" : "regression") + "; "
                    + (classification()
                            ? "a classifier needs cross-entropy or binary-cross-entropy"
                            : "a regressor needs mse or huber"));
        }
        return chosen;
    }

    final HypernetConfig hypernetConfig() {
        return new HypernetConfig(
                conditionConfig(),
                LayersCodec.read(ConfigReader.text(getTrunk(), "trunk")),
                OutputCodec.read(ConfigReader.text(getOutput(), "output")),
                FormCodec.read(ConfigReader.text(getForm(), "form")),
                List.of(getGenerate()),
                InitCodec.read(ConfigReader.text(getInit(), "init")));
    }

    private ConditionConfig conditionConfig() {
        boolean descriptor = getDescriptorCols().length > 0;
        if (!isSet(condition)) {
            return ConditionConfig.of(getEmbedding(), descriptor);
        }
        return ConditionCodec.read(ConfigReader.text(getOrDefault(condition), "condition"))
                .withDescriptor(descriptor);
    }

    @Override
    final List<String> rowCols() {
        List<String> columns = new ArrayList<>(List.of(getFeaturesCols()));
        columns.addAll(conditionConfig().columnsBeside(columns));
        return columns;
    }

    /** The encoded values of a row that the target does not see. */
    final int widthBeside(EncodedColumns row) {
        List<String> features = List.of(getFeaturesCols());
        return row.columns().stream()
                .filter(column -> !features.contains(column.column().name()))
                .mapToInt(ColumnEncoding::width)
                .sum();
    }

    /** Param: what the hypernet sees. */
    public final Param<String> condition() {
        return condition;
    }

    /** What the hypernet sees; not set by default. */
    public final String getCondition() {
        return getOrDefault(condition);
    }

    /**
     * Sets what the hypernet sees, as in configurations, for example {@code {support: {encoder: [{dense: 16}]}}}; an
     * embedding must be named here then.
     */
    public final E setCondition(String value) {
        set(condition, value);
        return self();
    }

    /** Param: layers of the target network. */
    public final Param<String> target() {
        return target;
    }

    /** The layers of the target network; not set by default. */
    public final String getTarget() {
        return getOrDefault(target);
    }

    /** Sets the layers of the target network, for example {@code [{dense: 64, activation: relu}, {dense: 1}]}. */
    public final E setTarget(String value) {
        set(target, value);
        return self();
    }

    /** Param: shape of one example. */
    public final Param<String> targetInputShape() {
        return targetInputShape;
    }

    /** The shape of one example; not set by default. */
    public final String getTargetInputShape() {
        return getOrDefault(targetInputShape);
    }

    /** Sets the shape of one example, for example {@code 1,28,28}; its size must be the number of encoded features. */
    public final E setTargetInputShape(String value) {
        set(targetInputShape, value);
        return self();
    }

    /** Param: what training makes small. */
    public final Param<String> loss() {
        return loss;
    }

    /** The loss. */
    public final String getLoss() {
        return getOrDefault(loss);
    }

    /** Sets the loss: {@code mse} or {@code {huber: 1}}; {@code cross-entropy} or {@code binary-cross-entropy}. */
    public final E setLoss(String value) {
        set(loss, value);
        return self();
    }

    /** Param: size of the learned task embedding. */
    public final IntParam embedding() {
        return embedding;
    }

    /** The size of the learned task embedding; default 8. */
    public final int getEmbedding() {
        return (int) getOrDefault(embedding);
    }

    /** Sets the size of the learned task embedding; 0 to see tasks by their descriptor alone. */
    public final E setEmbedding(int value) {
        set(embedding, value);
        return self();
    }

    /** Param: layers between condition and heads. */
    public final Param<String> trunk() {
        return trunk;
    }

    /** The layers of the hypernet's trunk; default none. */
    public final String getTrunk() {
        return getOrDefault(trunk);
    }

    /** Sets the layers of the hypernet's trunk. */
    public final E setTrunk(String value) {
        set(trunk, value);
        return self();
    }

    /** Param: output strategy. */
    public final Param<String> output() {
        return output;
    }

    /** The output strategy; default {@code generate-once}. */
    public final String getOutput() {
        return getOrDefault(output);
    }

    /** Sets the output strategy, for example {@code {strategy: chunk-wise, chunk: 512}}. */
    public final E setOutput(String value) {
        set(output, value);
        return self();
    }

    /** Param: patterns of the tensors that are generated. */
    public final StringArrayParam generate() {
        return generate;
    }

    /** The patterns of the target's tensors that are generated; default none, which means all. */
    public final String[] getGenerate() {
        return getOrDefault(generate);
    }

    /** Sets which of the target's tensors are generated; the others are shared by all tasks. */
    public final E setGenerate(String... values) {
        set(generate, values.clone());
        return self();
    }

    /** Param: what the hypernet generates. */
    public final Param<String> form() {
        return form;
    }

    /** What the hypernet generates; default {@code weights}. */
    public final String getForm() {
        return getOrDefault(form);
    }

    /** Sets what the hypernet generates, for example {@code {kind: delta, base: frozen}}. */
    public final E setForm(String value) {
        set(form, value);
        return self();
    }

    /** Param: how the hypernet is initialised. */
    public final Param<String> init() {
        return init;
    }

    /** How the hypernet is initialised; default {@code hyperfan-in}. */
    public final String getInit() {
        return getOrDefault(init);
    }

    /** Sets how the hypernet is initialised: {@code hyperfan-in}, {@code xavier} or {@code he}. */
    public final E setInit(String value) {
        set(init, value);
        return self();
    }
}
