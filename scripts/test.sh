#!/usr/bin/env bash
# Runs all checks: the shell scripts, the build with every test of all modules, then the quickstart and a real cluster.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

usage() {
    cat <<'TEXT'
usage: scripts/test.sh [MAVEN-ARGUMENT...]

Checks the shell scripts, tests the benchmark's orchestrator (where there is Python 3) and runs 'mvn verify': format, compiler
warnings, all tests, the job jar. Then runs the short quickstart
and, on a standalone cluster of separate processes, a short training. Needs JDK 17 and Maven 3.8 or later.
With arguments, which go to Maven, only Maven runs: scripts/test.sh -o -pl src -Dtest=DenseTest

Exit code: 0 if everything passed.
TEXT
}

check_scripts() {
    local script scripts=(.ci/run scripts/*.sh scripts/*/*.sh conf/*.sh)
    for script in "${scripts[@]}"; do
        bash -n "$script"
    done
    if command -v shellcheck >/dev/null; then
        shellcheck -x "${scripts[@]}"
        printf '%s\n' "${#scripts[@]} shell scripts: shellcheck found nothing."
    else
        printf '%s\n' "${#scripts[@]} shell scripts: the syntax is right (shellcheck is not there to say more)."
    fi
}

# The arithmetic of the benchmark's orchestrator, and its turns among processes.
check_benchmark() {
    local log=target/bench-tests.log
    command -v python3 >/dev/null || {
        printf '%s\n' "The benchmark's orchestrator is not tested: there is no python3."
        return
    }
    mkdir -p target
    (cd bench && python3 -m unittest discover -t . -s tests) >"$log" 2>&1 || { cat "$log" >&2 && exit 1; }
    printf '%s\n' "The tests of the benchmark's orchestrator passed."
}

# expect FILE...: fails unless each file is there and not empty.
expect() {
    local file
    for file in "$@"; do
        [ -s "$file" ] || {
            printf '%s\n' "test.sh: expected $file to be there and not empty." >&2
            exit 1
        }
    done
}

check_quickstart() {
    local log=target/quickstart.log model
    mkdir -p target
    scripts/quickstart.sh --short >"$log" 2>&1 || { cat "$log" >&2 && exit 1; }
    for model in hypernet 'pooled network' 'separate networks' 'separate linear models' 'mean of each task'; do
        grep -q "^$model  *[0-9]" "$log" || {
            cat "$log" >&2
            printf '%s\n' "test.sh: the quickstart's table has no row for: $model" >&2
            exit 1
        }
    done
    expect runs/quickstart-short/{model.hnet,metrics.csv,report.html}
    printf '%s\n' "The short quickstart passed."
}

check_cluster() {
    local output=runs/cluster-check log=target/cluster.log
    export CLUSTER_PORT=${CLUSTER_PORT:-17077} CLUSTER_UI_PORT=${CLUSTER_UI_PORT:-18080}
    rm -rf "$output"
    scripts/cluster.sh start
    trap 'scripts/cluster.sh stop' EXIT
    MASTER=spark://127.0.0.1:$CLUSTER_PORT scripts/submit.sh train --config conf/texas-housing.yaml --set "output=$output" \
        --set training.rounds=3 --set training.localSteps=5 >"$log" 2>&1 || { cat "$log" >&2 && exit 1; }
    expect "$output"/{model.hnet,metrics.csv,evaluation.csv,report.html}
    scripts/cluster.sh stop
    trap - EXIT
    printf '%s\n' "A job on a standalone cluster passed."
}

main() {
    case ${1:-} in
        -h | --help) usage && exit 0 ;;
    esac
    cd "$root"
    check_scripts
    check_benchmark
    command -v mvn >/dev/null || {
        printf '%s\n' "test.sh: no mvn found: install Maven 3.8 or later and a JDK 17." >&2
        exit 1
    }
    mvn -B -ntp -Dstyle.color=never verify "$@" </dev/null
    if [ $# = 0 ]; then
        check_quickstart
        check_cluster
    fi
    printf '%s\n' "All tests passed."
}

main "$@"
