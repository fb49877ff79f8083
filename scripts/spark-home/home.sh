# shellcheck shell=bash
# A Spark installation made of Maven's jars, in .cluster/home, for machines that have none. Sourced by cluster.sh and submit.sh.
# Expects: root, the project's folder.
# shellcheck disable=SC2154,SC2034 # root comes from there, command goes there

cluster_folder=$root/.cluster
embedded_home=$cluster_folder/home

# fail MESSAGE...: one line for each argument on standard error, exit code 1.
fail() {
    printf '%s\n' "${0##*/}: $1" >&2
    shift
    if [ $# -gt 0 ]; then printf '  %s\n' "$@" >&2; fi
    exit 1
}

# The Java to run: of JAVA_HOME, else of the PATH. Spark 3.5 runs on Java 8, 11 and 17; hypernet-spark needs 17.
java_command() {
    if [ -n "${JAVA_HOME:-}" ]; then
        [ -x "$JAVA_HOME/bin/java" ] || fail "JAVA_HOME is '$JAVA_HOME', but there is no bin/java in it."
        printf '%s\n' "$JAVA_HOME/bin/java"
    else
        command -v java || fail "no java found: set JAVA_HOME to a JDK 17 or put java on the PATH."
    fi
}

# Links Spark's jars from Maven's repository into .cluster/home, once, and again when a POM changed or a jar is gone.
make_embedded_home() {
    local jar paths=$cluster_folder/jars.list
    if [ -e "$embedded_home/RELEASE" ] && ! [ "$root/pom.xml" -nt "$embedded_home/RELEASE" ] \
        && ! [ "$root/scripts/spark-home/pom.xml" -nt "$embedded_home/RELEASE" ] && home_is_whole; then
        return
    fi
    command -v mvn >/dev/null || fail "no mvn found: Maven 3.8 or later is needed to get Spark's jars."
    printf '%s\n' "Linking Spark's jars from Maven into .cluster/home ..." >&2
    mkdir -p "$cluster_folder"
    mvn -B -q -Dstyle.color=never -f "$root/scripts/spark-home/pom.xml" dependency:build-classpath -DincludeScope=runtime \
        -Dmdep.outputFile="$paths" -Dmdep.pathSeparator='|' </dev/null >&2 || fail "Maven could not get Spark's jars; its message stands above."
    rm -rf "$embedded_home"
    mkdir -p "$embedded_home/jars"
    while IFS= read -r -d '|' jar || [ -n "$jar" ]; do
        ln -s "${jar%$'\n'}" "$embedded_home/jars/"
    done <"$paths"
    touch "$embedded_home/RELEASE" # last: Spark takes a folder with this file for an installation
}

home_is_whole() {
    local jar
    for jar in "$embedded_home"/jars/*.jar; do
        [ -e "$jar" ] || return 1
    done
}

# spark_command CLASS ARGUMENT...: sets the array 'command' to what Spark's own launcher says runs CLASS.
spark_command() {
    local java part parts=()
    java=$(java_command)
    export SPARK_HOME=$embedded_home SPARK_SCALA_VERSION=2.12
    while IFS= read -r -d '' part; do
        parts+=("$part")
    done < <("$java" -Xmx128m -cp "$embedded_home/jars/*" org.apache.spark.launcher.Main "$@")
    [ ${#parts[@]} -gt 1 ] || fail "Spark's launcher made no command; its message stands above."
    # The launcher's messages, a zero, a line end, then the command's parts, each with a zero after it.
    [ -z "${parts[0]}" ] || printf '%s\n' "${parts[0]}" >&2
    command=("${parts[1]#$'\n'}" "${parts[@]:2}")
}
