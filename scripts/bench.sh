#!/usr/bin/env bash
# Runs the benchmark: hypernet-spark and its peers in turn on the same work. Makes the peers' Python, builds, then calls bench/run.py.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv=$root/bench/venv
requirements=$root/bench/peers/requirements.txt
built=$root/bench/target/classpath

fail() {
    printf '%s\n' "bench.sh: $1" >&2
    exit 1
}

# The Python of the peers, with the packages that requirements.txt pins. The product needs none of it.
make_venv() {
    [ -f "$requirements" ] || return 0
    if cmp -s "$requirements" "$venv/installed.txt"; then return; fi
    printf '%s\n' "Installing the peers' Python packages into bench/venv ..." >&2
    [ -x "$venv/bin/python" ] || python3 -m venv "$venv" || fail "python3 could not make bench/venv; it needs the module venv (Debian: python3-venv)."
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$requirements" >&2 \
        || fail "pip could not install bench/peers/requirements.txt; its message stands above."
    cp "$requirements" "$venv/installed.txt"
}

stale() {
    [ ! -e "$built" ] || [ -n "$(find "$root/src/main" "$root/spark-jobs/src/main" "$root/bench/src/main" "$root"/pom.xml \
        "$root"/*/pom.xml "$root/bench/workloads.json" -newer "$built" -type f -print -quit)" ]
}

build() {
    if ! stale; then return; fi
    printf '%s\n' "Building with Maven ..." >&2
    command -v mvn >/dev/null || fail "no mvn found: Maven 3.8 or later is needed to build."
    # Maven reads .mvn/jvm.config from the folder of the project only when it runs there.
    (cd "$root" && mvn -B -q -Dstyle.color=never package -pl src,spark-jobs,bench -Dmaven.test.skip=true -Dspotless.check.skip=true </dev/null >&2) \
        || fail "the build failed; Maven's message stands above."
    touch "$built"
}

micro() {
    local java=java options
    if [ -n "${JAVA_HOME:-}" ]; then java=$JAVA_HOME/bin/java; fi
    read -r -a options <"$root/bench/target/java.options"
    exec "$java" "${options[@]}" "-Dlog4j2.configurationFile=$root/conf/log4j2.properties" \
        -cp "$(echo "$root"/bench/target/hypernet-bench-*.jar):$(cat "$built")" org.openjdk.jmh.Main "$@"
}

# A measurement of the package bench.scale: rounds, very many tasks, prediction. SPARK_HOME is where workers of a cluster find Spark.
scale() {
    local name=${1:-Rounds} java=java options
    if [ -n "${JAVA_HOME:-}" ]; then java=$JAVA_HOME/bin/java; fi
    if [ -d "$root/.cluster/home" ]; then export SPARK_HOME=${SPARK_HOME:-$root/.cluster/home}; fi
    export SPARK_LOCAL_IP=${SPARK_LOCAL_IP:-127.0.0.1} SPARK_SCALA_VERSION=2.12 OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1
    read -r -a options <"$root/bench/target/java.options"
    exec "$java" "-Xmx${HYPERNET_DRIVER_MEMORY:-1g}" "${options[@]}" "-Dlog4j2.configurationFile=$root/conf/log4j2.properties" \
        -cp "$(echo "$root"/bench/target/hypernet-bench-*.jar):$(cat "$built")" "org.hypernetspark.bench.scale.$name" "${@:2}"
}

main() {
    command -v python3 >/dev/null || fail "no python3 found: Python 3.10 or later is needed."
    case ${1:-} in
        --micro)
            shift
            build
            micro "$@"
            ;;
        --scale)
            shift
            build
            scale "$@"
            ;;
        -h | --help | --publish) ;;
        *)
            build
            make_venv
            ;;
    esac
    exec python3 "$root/bench/run.py" "$@"
}

main "$@"
