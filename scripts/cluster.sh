#!/usr/bin/env bash
# Starts, stops and shows a standalone Spark cluster on this machine: one master and two workers, on 127.0.0.1 only.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=scripts/spark-home/home.sh
. "$root/scripts/spark-home/home.sh"

usage() {
    cat <<'TEXT'
usage: scripts/cluster.sh start | stop | status | --help

A real standalone Spark cluster of separate Java processes on 127.0.0.1, made of Maven's jars. While it runs,
scripts/submit.sh sends its jobs there. Process ids, logs and work folders lie in .cluster/.

Settings from the environment (default):
  CLUSTER_PORT     the master's port (7077)
  CLUSTER_UI_PORT  the master's web page (8080); the workers' pages take the ports after it
  CLUSTER_WORKERS  workers (2)
  CLUSTER_CORES    cores of a worker (1)
  CLUSTER_MEMORY   memory of a worker for executors (2g)

Exit codes: 0 done, or 'status' and it runs; 1 failed, or 'status' and it does not run; 2 wrong usage.
TEXT
}

# The loopback interface: nothing outside this machine reaches the cluster.
host=127.0.0.1
port=${CLUSTER_PORT:-7077}
url=spark://$host:$port
ui_port=${CLUSTER_UI_PORT:-8080}
workers=${CLUSTER_WORKERS:-2}
cores=${CLUSTER_CORES:-1}
memory=${CLUSTER_MEMORY:-2g}
start_seconds=60
stop_seconds=15

# launch NAME CLASS ARGUMENT...: starts a daemon of Spark in its own process group, with its pid and log under .cluster/.
launch() {
    local name=$1
    shift
    spark_command "$@"
    set -m # a group of its own: an interrupt at the terminal does not reach it
    nohup "${command[@]}" </dev/null >"$cluster_folder/$name.log" 2>&1 &
    set +m
    printf '%s\n' $! >"$cluster_folder/$name.pid"
}

# alive NAME: true if the process that was started under this name still runs.
alive() {
    local pid file=$cluster_folder/$1.pid
    [ -f "$file" ] || return 1
    pid=$(cat "$file")
    kill -0 "$pid" 2>/dev/null || return 1
    # The number may belong to another process by now.
    [ ! -r "/proc/$pid/cmdline" ] || tr '\0' ' ' <"/proc/$pid/cmdline" | grep -q 'org\.apache\.spark\.deploy\.'
}

names() {
    local file
    for file in "$cluster_folder"/*.pid; do
        [ ! -f "$file" ] || basename "$file" .pid
    done
}

# wait_for NAME LOG PATTERN COUNT WHAT: until LOG holds PATTERN in COUNT lines; stops everything if NAME dies or time is up.
wait_for() {
    local deadline=$((SECONDS + start_seconds))
    until [ "$(grep -c -- "$3" "$cluster_folder/$2.log")" -ge "$4" ]; do
        # Not 'alive': right after its launch the process does not have Spark's command line yet.
        if ! kill -0 "$(cat "$cluster_folder/$1.pid")" 2>/dev/null || [ $SECONDS -ge $deadline ]; then
            grep -E 'ERROR|WARN|Exception|Error:' "$cluster_folder/$1.log" | tail -n 5 >&2 || true
            stop >/dev/null
            fail "$5: it ended, or $start_seconds s were not enough. The last complaints of .cluster/$1.log stand above." \
                "Maybe a port is taken (CLUSTER_PORT=$port, CLUSTER_UI_PORT=$ui_port and those after it): choose others."
        fi
        sleep 0.2
    done
}

start() {
    local number
    if alive master; then
        printf '%s\n' "The cluster runs already: $(cat "$cluster_folder/master.url")"
        return
    fi
    stop >/dev/null
    make_embedded_home
    rm -rf "$cluster_folder/work" "$cluster_folder"/*.log
    # Executors take their log settings from the project's conf; the daemons log what wait_for looks for.
    export SPARK_CONF_DIR=$root/conf SPARK_LOCAL_IP=$host SPARK_DAEMON_MEMORY=512m SPARK_NO_DAEMONIZE=1
    export SPARK_DAEMON_JAVA_OPTS="-Dspark.port.maxRetries=0 -Dlog4j2.configurationFile=org/apache/spark/log4j2-defaults.properties"
    launch master org.apache.spark.deploy.master.Master --host "$host" --port "$port" --webui-port "$ui_port"
    wait_for master master 'New state: ALIVE' 1 "the master was not ready"
    for ((number = 1; number <= workers; number++)); do
        launch "worker-$number" org.apache.spark.deploy.worker.Worker --host "$host" --cores "$cores" --memory "$memory" \
            --webui-port $((ui_port + number)) --work-dir "$cluster_folder/work/worker-$number" "$url"
    done
    for ((number = 1; number <= workers; number++)); do
        wait_for "worker-$number" "worker-$number" 'Successfully registered with master' 1 "worker $number was not registered"
    done
    printf '%s\n' "$url" >"$cluster_folder/master.url"
    printf '%s\n' "The cluster runs: $url, $workers workers of $cores core(s) and $memory; page: http://$host:$ui_port"
}

stop() {
    local name stopped=0
    rm -f "$cluster_folder/master.url"
    for name in $(names | sort -r); do # workers first
        if alive "$name"; then
            end "$(cat "$cluster_folder/$name.pid")"
            stopped=$((stopped + 1))
        fi
        rm -f "$cluster_folder/$name.pid"
    done
    printf '%s\n' "Stopped $stopped processes."
}

# end PID: asks the process to stop, and kills it when it has not after some seconds.
end() {
    local deadline=$((SECONDS + stop_seconds))
    kill "$1" 2>/dev/null || return 0
    while kill -0 "$1" 2>/dev/null; do
        if [ $SECONDS -ge $deadline ]; then
            kill -9 "$1" 2>/dev/null || return 0
        fi
        sleep 0.1
    done
}

status() {
    local name running=0
    for name in $(names); do
        if alive "$name"; then
            printf '%s\n' "$name: process $(cat "$cluster_folder/$name.pid")"
            running=$((running + 1))
        else
            printf '%s\n' "$name: ended, see .cluster/$name.log"
        fi
    done
    if [ -f "$cluster_folder/master.url" ] && alive master; then
        cat "$cluster_folder/master.url"
    else
        printf '%s\n' "The cluster does not run."
        return 1
    fi
}

case ${1:-} in
    start | stop | status)
        [ $# = 1 ] || { usage >&2 && exit 2; }
        "$1"
        ;;
    -h | --help) usage ;;
    *) usage >&2 && exit 2 ;;
esac
