#!/usr/bin/env bash
# Runs a comparison and writes its table into README.md.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

usage() {
    cat <<'TEXT'
usage: scripts/results.sh NAME [ARGUMENT...]

Runs 'scripts/submit.sh compare --config conf/NAME.yaml' and puts the table it writes (runs/NAME/comparison.md) between the marks
<!-- results: NAME --> and <!-- end --> of README.md. Arguments go to the job. NAME is texas-housing or orange-juice (fetched first by
scripts/fetch-data.sh). MASTER chooses the cluster, as in scripts/submit.sh.
TEXT
}

main() {
    case ${1:-} in
        '') usage >&2 && exit 2 ;;
        -h | --help) usage && exit 0 ;;
    esac
    local name=$1
    shift
    [ -f "$root/conf/$name.yaml" ] || {
        printf '%s\n' "results.sh: there is no conf/$name.yaml" >&2
        exit 2
    }
    cd "$root"
    scripts/submit.sh compare --config "conf/$name.yaml" "$@"
    scripts/insert-table.sh README.md "results: $name" "runs/$name/comparison.md"
    printf '%s\n' "README.md holds the table of $name."
}

main "$@"
