package org.example.parts;

import org.hypernetspark.hyper.VarianceRule;
import org.hypernetspark.hyper.VarianceRuleContract;

class LeCunTest extends VarianceRuleContract {
    @Override
    protected VarianceRule rule() {
        return new LeCun();
    }
}
