#!/usr/bin/env bash
# Runs one of the reproductions of published results and writes its part of docs/results.md.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=scripts/spark-home/home.sh
. "$root/scripts/spark-home/home.sh"

usage() {
    cat <<'TEXT'
usage: scripts/reproduce.sh NAME [ARGUMENT...]
       scripts/reproduce.sh --list | --help

Runs scripts/reproduce/NAME.sh, which computes a published result again, and puts its page between the marks <!-- NAME --> and <!-- end -->
of docs/results.md. Arguments go to it. There is one file for each name; its second line says what it does.
TEXT
}

list() {
    local file
    for file in "$root"/scripts/reproduce/*.sh; do
        printf '%-16s %s\n' "$(basename "$file" .sh)" "$(sed -n '2s/^# *//p' "$file")"
    done
}

# core CLASS ARGUMENT...: runs a class of the core, which needs no Spark. It is built when the job jar is missing or older than the sources.
core() {
    local jars=("$root"/spark-jobs/target/hypernet-spark-*-job.jar)
    if [ ! -e "${jars[0]}" ] || [ -n "$(find "$root/src/main" -newer "${jars[0]}" -type f -print -quit)" ]; then
        printf '%s\n' "Building with Maven ..." >&2
        command -v mvn >/dev/null || fail "no mvn found: Maven 3.8 or later is needed to build."
        # Maven reads .mvn/jvm.config from the folder of the project only when it runs there.
        (cd "$root" && mvn -B -q -Dstyle.color=never package -pl src,spark-jobs -Dmaven.test.skip=true -Dspotless.check.skip=true </dev/null >&2) \
            || fail "the build failed; Maven's message stands above."
        jars=("$root"/spark-jobs/target/hypernet-spark-*-job.jar)
    fi
    make_embedded_home
    "$(java_command)" -Xmx"${HYPERNET_DRIVER_MEMORY:-2g}" "-Dlog4j2.configurationFile=$root/conf/log4j2.properties" \
        -cp "${jars[0]}:$embedded_home/jars/*" "$@"
}

main() {
    case ${1:-} in
        '') usage >&2 && exit 2 ;;
        -h | --help) usage && exit 0 ;;
        --list) list && exit 0 ;;
    esac
    local name=$1
    shift
    [ -f "$root/scripts/reproduce/$name.sh" ] || {
        printf '%s\n' "reproduce.sh: there is no scripts/reproduce/$name.sh. There are:" >&2
        list >&2
        exit 2
    }
    cd "$root"
    page=runs/reproduced/$name.md
    mkdir -p runs/reproduced
    # shellcheck source=/dev/null
    . "$root/scripts/reproduce/$name.sh"
    # Its headings stand one level deeper there.
    {
        sed 's/^#/##/' "$page"
        printf '\nMade on %s in %d:%02d (minutes:seconds), data and build included.\n' "$(date +%F)" $((SECONDS / 60)) $((SECONDS % 60))
    } >"$page.part"
    scripts/insert-table.sh docs/results.md "$name" "$page.part"
    rm "$page.part"
    printf '%s\n' "docs/results.md holds the part $name."
}

main "$@"
