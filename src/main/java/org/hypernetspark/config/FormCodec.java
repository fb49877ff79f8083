package org.hypernetspark.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.hypernetspark.hyper.Base;
import org.hypernetspark.hyper.DeltaForm;
import org.hypernetspark.hyper.DirectForm;
import org.hypernetspark.hyper.LowRankForm;
import org.hypernetspark.hyper.MasksForm;
import org.hypernetspark.hyper.ScalesForm;
import org.hypernetspark.hyper.WeightForm;

/**
 * Forms of generated weights, by name alone or with settings:
 *
 * <ul>
 *   <li>{@code weights}
 *   <li>{@code {kind: delta, base: trained}}; {@code base} is trained or frozen
 *   <li>{@code {kind: low-rank, rank: 4, base: none}}; {@code base} is none, trained or frozen
 *   <li>{@code {kind: scales, base: trained}}
 *   <li>{@code {kind: masks, base: trained, threshold: 0}}
 * </ul>
 *
 * <p>Jars may bring more, see {@link ConfigType}.
 */
public final class FormCodec {
    private static final String KIND = "kind";
    private static final String BASE = "base";
    private static final String RANK = "rank";
    private static final String THRESHOLD = "threshold";
    private static final Base[] BASES = {Base.TRAINED, Base.FROZEN};
    private static final int DEFAULT_RANK = 4;

    private static final List<ConfigType<? extends WeightForm>> TABLE = List.of(
            NamedType.constant("weights", DirectForm.class, new DirectForm()),
            NamedType.of(
                            "delta",
                            DeltaForm.class,
                            node -> new DeltaForm(base(node)),
                            (form, node) -> write(form, node),
                            BASE)
                    .alone(),
            NamedType.of(
                            "low-rank",
                            LowRankForm.class,
                            node -> new LowRankForm(
                                    node.integer(RANK, 1, DEFAULT_RANK),
                                    node.choice(BASE, Base.values(), Base::label, Base.NONE)),
                            (form, node) -> write(form, node.put(RANK, form.rank())),
                            RANK,
                            BASE)
                    .alone(),
            NamedType.of(
                            "scales",
                            ScalesForm.class,
                            node -> new ScalesForm(base(node)),
                            (form, node) -> write(form, node),
                            BASE)
                    .alone(),
            NamedType.of(
                            "masks",
                            MasksForm.class,
                            node -> new MasksForm(base(node), node.real(THRESHOLD, 0)),
                            (form, node) -> write(form, node.put(THRESHOLD, form.threshold())),
                            BASE,
                            THRESHOLD)
                    .alone());

    private FormCodec() {}

    private static Registry<WeightForm> registry() {
        return Registry.of(WeightForm.class, "form", "forms", TABLE);
    }

    private static Base base(ConfigNode node) {
        return node.choice(BASE, BASES, Base::label, Base.TRAINED);
    }

    private static void write(WeightForm form, ObjectNode node) {
        node.put(BASE, form.base().label());
    }

    /**
     * Reads a form.
     *
     * @throws ConfigException for the first mistake
     */
    public static WeightForm read(ConfigNode node) {
        return registry().readTagged(node, KIND);
    }

    /**
     * Writes a form with all settings explicit.
     *
     * @throws IllegalArgumentException if it has no form in configurations
     */
    public static ObjectNode write(WeightForm form) {
        Registry<WeightForm> registry = registry();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put(KIND, registry.nameOf(form, form.name()));
        return node.setAll(registry.settings(form, form.name()));
    }
}
