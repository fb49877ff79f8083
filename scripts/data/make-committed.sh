#!/usr/bin/env bash
# Writes the tables of conf/data anew from the Debian packages they come from. Usage: scripts/data/make-committed.sh [FOLDER]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=scripts/data/packages.sh
. "$root/scripts/data/packages.sh"

folder=${1:-$root/conf/data}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
need python3 "convert the tables"
mkdir -p "$folder"

fetch_debian python3-sklearn '1.2.1+dfsg-1' all ca0c6be401d14871c7e93cfdd8d1f561595dc65e6e2ad2501d568aee7f7efc58 "$work"
{
    seq -s , -f 'p%g' 0 63 | sed 's/$/,label/'
    gunzip -c "$work/usr/lib/python3/dist-packages/sklearn/datasets/data/digits.csv.gz"
} >"$folder/digits.csv"
say "digits.csv: $(($(wc -l <"$folder/digits.csv") - 1)) rows"

fetch_debian r-cran-ggplot2 '3.4.1+dfsg-1' all 185d18e5ee33aff006d0e6b31aaa77efde7d39c361f991801f41d2b481408fde "$work"
python3 -B "$root/scripts/data/texas_housing.py" "$work/usr/lib/R/site-library/ggplot2/data/Rdata" "$folder"
