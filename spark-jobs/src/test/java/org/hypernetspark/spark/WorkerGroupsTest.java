package org.hypernetspark.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerGroupsTest {
    /** Without a port: Spark has heard of the executor, but not of its block manager yet. */
    @ParameterizedTest
    @CsvSource({"localhost:41234,localhost", "localhost,localhost", "[::1]:41234,[::1]", "[::1],[::1]"})
    void theHostOfAnExecutorIsKnownWithAndWithoutItsPort(String address, String host) {
        assertThat(WorkerGroups.host(address)).isEqualTo(host);
    }
}
