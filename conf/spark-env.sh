# shellcheck shell=bash
# Sourced by scripts/submit.sh before it starts Spark from Maven's jars, and by spark-submit when SPARK_CONF_DIR is this folder.

# Our parallelism is tasks and workers: a native library that starts threads of its own would take them from each other.
OPENBLAS_NUM_THREADS=${OPENBLAS_NUM_THREADS:-1}
OMP_NUM_THREADS=${OMP_NUM_THREADS:-1}
export OPENBLAS_NUM_THREADS OMP_NUM_THREADS

# Memory of the driver, which in local[*] does all the work. --driver-memory in HYPERNET_SUBMIT_OPTIONS overrides it.
SPARK_DRIVER_MEMORY=${SPARK_DRIVER_MEMORY:-2g}
export SPARK_DRIVER_MEMORY
