package org.hypernetspark.hyper;

class NoiseInputTest extends DrawnInputContract {
    @Override
    protected DrawnInput input() {
        return new NoiseInput(3, 1);
    }
}
