package org.hypernetspark.bench.micro;

import org.hypernetspark.bench.CaseData;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The case that the parts of a step are measured on, and its arrays. */
@State(Scope.Thread)
public class StepState {
    /** Kind of work and tasks at once. */
    @Param({"W1:16", "W2:16", "W3:5", "W4:16", "W5:64"})
    public String work;

    CaseData data;

    /** Makes the arrays. */
    @Setup
    public void prepare() {
        data = CaseData.of(work);
    }
}
