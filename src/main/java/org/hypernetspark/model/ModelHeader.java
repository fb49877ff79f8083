package org.hypernetspark.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.hypernetspark.config.ConfigNode;
import org.hypernetspark.config.HypernetCodec;
import org.hypernetspark.config.TargetCodec;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.net.TargetSpec;

/**
 * What a model file says first: which networks, and which {@code phi} belongs to them.
 *
 * @param phiSize number of shared parameters
 * @param phiLayout fingerprint of their layout
 */
record ModelHeader(TargetSpec target, HypernetSpec spec, int phiSize, String phiLayout) {
    private static final String KIND = "hypernet-model";

    static ModelHeader of(SavedModel model) {
        String layout = model.hypernet().layout().fingerprint();
        return new ModelHeader(model.target(), model.spec(), model.phi().length, layout);
    }

    ObjectNode write() {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("kind", KIND);
        node.set("target", TargetCodec.write(target));
        node.set("hypernet", HypernetCodec.writeResolved(spec));
        node.putObject("phi").put("size", phiSize).put("layout", phiLayout);
        return node;
    }

    static ModelHeader read(ConfigNode node) {
        node.child("kind").choice(List.of(KIND));
        ConfigNode phi = node.child("phi");
        return new ModelHeader(
                TargetCodec.read(node.child("target")),
                HypernetCodec.readResolved(node.child("hypernet")),
                phi.child("size").integer(0),
                phi.child("layout").text());
    }

    Hypernet hypernet() {
        return Hypernet.of(spec, target.networks());
    }

    /**
     * Checks that the {@code phi} this header speaks of is that of the networks it describes.
     *
     * @throws IllegalArgumentException if the networks do not fit each other, or {@code phi} does not fit them
     */
    void checkLayout() {
        Hypernet hypernet = hypernet();
        String expected = hypernet.layout().fingerprint();
        if (phiSize != hypernet.layout().size() || !phiLayout.equals(expected)) {
            throw new IllegalArgumentException(
                    "the described hypernet has " + hypernet.layout().size()
                            + " shared parameters of layout " + expected + ", the file holds " + phiSize + " of layout "
                            + phiLayout + "; it was made by another version or altered");
        }
    }
}
