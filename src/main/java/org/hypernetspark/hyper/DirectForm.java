package org.hypernetspark.hyper;

import org.hypernetspark.param.ParameterSpec;

/** Raw values are the weights themselves. */
public record DirectForm() implements WeightForm {
    @Override
    public String name() {
        return "weights";
    }

    @Override
    public Base base() {
        return Base.NONE;
    }

    @Override
    public TensorForm of(ParameterSpec tensor) {
        return new DirectTensor(tensor, false);
    }
}
