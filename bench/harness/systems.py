"""The systems under test and how each is started."""

import os
from dataclasses import dataclass, field
from typing import Callable

from . import folders, java
from .cluster import Cluster


@dataclass(frozen=True)
class System:
    """One system under test.

    threads: the numbers of threads it is run with.
    missing: says why it cannot be started here; None if it can.
    command: its command line without the protocol's options.
    alongside: it starts together with the one before it, since its start chooses nothing by measurement.
    compiles: it compiles graphs when it first sees a case, and keeps them.
    most_turns: fewer than others take, for those whose turns are long and whose ratios are large.
    """

    name: str
    threads: tuple
    missing: Callable[[], str | None]
    command: Callable[[], list]
    environment: dict = field(default_factory=dict)
    on_cluster: bool = False
    alongside: bool = False
    compiles: bool = False
    most_turns: int = 1000

    @property
    def ours(self):
        """Whether it is one of ours, not a peer."""
        return self.name.startswith("ours-")


def python_peer(name, script, threads, **more):
    """A peer in Python."""
    path = folders.BENCH / "peers" / script

    def missing():
        if not folders.PEER_PYTHON.exists():
            return f"{folders.shown(folders.PEER_PYTHON)} is not there; scripts/bench.sh makes it"
        return None if path.exists() else f"{folders.shown(path)} is not there"

    return System(name, threads, missing, lambda: [str(folders.PEER_PYTHON), str(path)], **more)


def java_system(name, program, threads, properties=list, arguments=list, heap=java.HEAP, **more):
    """A system in the benchmark's own module."""

    def missing():
        return None if java.has_program(program) else f"the class {java.PACKAGE}{program} is not in bench/"

    return System(
        name,
        threads,
        missing,
        lambda: java.command(program, *arguments(), properties=properties(), heap=heap),
        **more,
    )


def cluster_properties():
    """Spark's settings for the real cluster: what executors need and the driver has on its class path."""
    jars = [java.jar("spark-jobs", "hypernet-spark-*-job.jar"), java.bench_jar()]
    return java.spark_properties() + [
        "-Dspark.jars=" + ",".join(str(path) for path in jars if path),
        "-Dspark.executor.memory=2g",
        "-Dspark.executor.cores=1",
        "-Dspark.cores.max=2",
        "-Dspark.driver.host=127.0.0.1",
        "-Dspark.driver.bindAddress=127.0.0.1",
        "-Dspark.scheduler.minRegisteredResourcesRatio=1.0",
        "-Dspark.scheduler.maxRegisteredResourcesWaitingTime=60s",
    ]


# A native library that starts threads of its own would take them from the workers.
SPARK_ENVIRONMENT = {"SPARK_LOCAL_IP": "127.0.0.1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

# Seven systems of W2 are in memory at once; ours need less than the rest.
OUR_HEAP = "-Xmx3g"
# One process is driver and executors: rounds' broadcasts, 96 MB each in W2, are kept until a commit beside what two workers need.
LOCAL_MASTER_HEAP = "-Xmx4g"

SYSTEMS = (
    java_system("ours-local", "LocalSystem", (1, 2), heap=OUR_HEAP),
    java_system("ours-spark-local", "SparkSystem", (2,), java.spark_properties, heap=LOCAL_MASTER_HEAP, environment=SPARK_ENVIRONMENT),
    java_system(
        "ours-spark-cluster",
        "SparkSystem",
        (2,),
        cluster_properties,
        lambda: ["--master", Cluster.URL],
        heap=OUR_HEAP,
        environment=SPARK_ENVIRONMENT | {"SPARK_HOME": str(Cluster.HOME), "SPARK_SCALA_VERSION": "2.12"},
        on_cluster=True,
    ),
    python_peer("hypnettorch", "hypnettorch_peer.py", (1, 2), alongside=True, most_turns=3),
    python_peer("torch-batched", "batched_torch.py", (1, 2), compiles=True),
    python_peer("torch-ddp", "ddp_torch.py", (2,), compiles=True),
    java_system("dl4j-spark", "Dl4jSparkSystem", (2,), environment=SPARK_ENVIRONMENT, most_turns=3),
)

NAMES = tuple(system.name for system in SYSTEMS)


def environment_of(system):
    """The environment a system is started in."""
    return os.environ | system.environment
