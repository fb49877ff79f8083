#!/usr/bin/env bash
# Runs a job of hypernet-spark on Spark.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=scripts/spark-home/home.sh
. "$root/scripts/spark-home/home.sh"

usage() {
    cat <<'TEXT'
usage: scripts/submit.sh JOB [ARGUMENT...]
       scripts/submit.sh JOB --help      what the job takes
       scripts/submit.sh --help          this text, and the jobs there are

Runs a job with spark-submit of $SPARK_HOME where that is set, else with a Spark made of Maven's jars. Paths are relative to
the folder you are in. The job's exit code is passed on: 0 done, 2 a mistake in the command, the configuration or the data.

Settings from the environment (default):
  MASTER                   Spark's master URL (the cluster of scripts/cluster.sh if it runs, else local[*])
  HYPERNET_SUBMIT_OPTIONS  more options for spark-submit, split at spaces, e.g. "--executor-memory 8g --conf spark.task.maxFailures=8"
  SPARK_HOME, JAVA_HOME    the Spark and the JDK (17) to use
  SPARK_SUBMIT_OPTS        more Java options for the driver

Spark's properties come from conf/spark-defaults.conf; HYPERNET_SUBMIT_OPTIONS overrides them.
TEXT
}

# The job jar: the module's code with all it needs and Spark does not bring. Built when it is missing.
job_jar() {
    local jars=("$root"/spark-jobs/target/hypernet-spark-*-job.jar)
    if [ ! -e "${jars[0]}" ]; then
        printf '%s\n' "The job jar is missing: building it with Maven (a minute or two the first time) ..." >&2
        command -v mvn >/dev/null || fail "no mvn found: Maven 3.8 or later is needed to build the job jar."
        # Maven reads .mvn/jvm.config from the folder of the project only when it runs there.
        (cd "$root" && mvn -B -q -Dstyle.color=never package -pl src,spark-jobs -Dmaven.test.skip=true -Dspotless.check.skip=true </dev/null >&2) || fail "the build failed; Maven's message stands above."
        jars=("$root"/spark-jobs/target/hypernet-spark-*-job.jar)
    fi
    [ -e "${jars[0]}" ] || fail "the build made no spark-jobs/target/hypernet-spark-*-job.jar."
    [ ${#jars[@]} = 1 ] || fail "there is more than one job jar; remove the old ones:" "${jars[@]}"
    if [ -n "$(find "$root/src/main" "$root/spark-jobs/src/main" -newer "${jars[0]}" -type f -name '*.java' -print -quit)" ]; then
        printf '%s\n' "submit.sh: the sources are newer than the job jar; 'mvn package -DskipTests' builds it anew." >&2
    fi
    printf '%s\n' "${jars[0]}"
}

default_master() {
    if [ -f "$cluster_folder/master.url" ] && "$root/scripts/cluster.sh" status >/dev/null; then
        cat "$cluster_folder/master.url"
    else
        printf '%s\n' 'local[*]'
    fi
}

# Adds the properties of conf/spark-defaults.conf to 'options' as --conf: in a $SPARK_HOME its own defaults hold beside ours.
add_properties() {
    local name value
    while read -r name value; do
        case $name in
            '' | '#'*) ;;
            *) options+=(--conf "$name=$value") ;;
        esac
    done <"$root/conf/spark-defaults.conf"
}

main() {
    local jar more
    case ${1:-} in
        '') usage >&2 && exit 2 ;;
        -h | --help) usage && printf '\n' ;;
    esac
    jar=$(job_jar)
    master=${MASTER:-$(default_master)}
    options=(--master "$master" --class org.hypernetspark.jobs.Main)
    add_properties
    read -r -a more <<<"${HYPERNET_SUBMIT_OPTIONS:-}"
    options+=(${more[@]+"${more[@]}"})
    # Quiet logs in the driver, whatever Spark's own settings are; a later option of the caller wins.
    export SPARK_SUBMIT_OPTS="\"-Dlog4j2.configurationFile=$root/conf/log4j2.properties\" ${SPARK_SUBMIT_OPTS:-}"
    case $master in
        local* | spark://127.0.0.1:*) export SPARK_LOCAL_IP=${SPARK_LOCAL_IP:-127.0.0.1} ;;
    esac
    if [ -n "${SPARK_HOME:-}" ]; then
        [ -x "$SPARK_HOME/bin/spark-submit" ] || fail "SPARK_HOME is '$SPARK_HOME', but there is no bin/spark-submit in it." \
            "Maybe unset it: a Spark made of Maven's jars is used then."
        exec "$SPARK_HOME/bin/spark-submit" "${options[@]}" "$jar" "$@"
    fi
    make_embedded_home
    export SPARK_CONF_DIR=${SPARK_CONF_DIR:-$root/conf}
    if [ -f "$SPARK_CONF_DIR/spark-env.sh" ]; then
        set -a
        # shellcheck source=conf/spark-env.sh
        . "$SPARK_CONF_DIR/spark-env.sh"
        set +a
    fi
    spark_command org.apache.spark.deploy.SparkSubmit "${options[@]}" "$jar" "$@"
    exec "${command[@]}"
}

main "$@"
