#!/usr/bin/env bash
# Puts a table between two marks of a Markdown file.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: scripts/insert-table.sh FILE NAME TABLE

Replaces what stands between the lines <!-- NAME --> and <!-- end --> of FILE with the content of the file TABLE.
TEXT
}

main() {
    case ${1:-} in
        -h | --help) usage && exit 0 ;;
    esac
    [ $# = 3 ] || { usage >&2 && exit 2; }
    local file=$1 mark="<!-- $2 -->" table=$3
    grep -qxF -- "$mark" "$file" || {
        printf '%s\n' "insert-table.sh: expected a line '$mark' in $file" >&2
        exit 1
    }
    awk -v mark="$mark" -v table="$table" '
        $0 == mark { print; print ""; while ((getline line < table) > 0) print line; print ""; skipping = 1; next }
        skipping && $0 == "<!-- end -->" { skipping = 0 }
        !skipping' "$file" >"$file.new"
    mv "$file.new" "$file"
}

main "$@"
