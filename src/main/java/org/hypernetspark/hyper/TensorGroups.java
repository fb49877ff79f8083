package org.hypernetspark.hyper;

import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.param.ParameterLayout;
import org.hypernetspark.param.ParameterSpec;

/** Sizes of neighbouring tensors taken together. */
final class TensorGroups {
    private TensorGroups() {}

    /** At most {@code groups} groups of neighbouring tensors of about equal size. */
    static List<Integer> balanced(ParameterLayout layout, int groups) {
        List<Integer> sizes = new ArrayList<>();
        long total = layout.size();
        long done = 0;
        int open = 0;
        for (ParameterSpec spec : layout.specs()) {
            open += spec.size();
            done += spec.size();
            if (done * groups >= total * (sizes.size() + 1L)) {
                sizes.add(open);
                open = 0;
            }
        }
        return sizes;
    }
}
