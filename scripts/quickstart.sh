#!/usr/bin/env bash
# From a clone to a trained hypernet beside the models it has to beat, on this machine.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

usage() {
    cat <<'TEXT'
usage: scripts/quickstart.sh [--short]

Builds the job jar if it is missing, then trains on Spark local[*] with the committed data of conf/texas-housing.yaml:
homes sold in 41 Texas cities by month, one task each. Prints how the hypernet does on held-out months of known cities and on
cities it never saw, beside a pooled network, a network and a linear model for each city, and each city's mean.

Needs JDK 17 and Maven 3.8 or later; takes one to three minutes once Maven has the dependencies. Writes runs/quickstart anew.
--short trains for a few rounds only, to see that everything works.
TEXT
}

main() {
    local output=runs/quickstart short=()
    case ${1:-} in
        '') ;;
        --short)
            output=runs/quickstart-short
            short=(--set training.rounds=2 --set training.localSteps=4 --set adaptation.steps=10)
            ;;
        -h | --help) usage && exit 0 ;;
        *) usage >&2 && exit 2 ;;
    esac
    cd "$root"
    rm -rf "$output"
    MASTER=${MASTER:-local[*]} scripts/submit.sh compare --config conf/texas-housing.yaml --set "output=$output" \
        ${short[@]+"${short[@]}"}
}

main "$@"
