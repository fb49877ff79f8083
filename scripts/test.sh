#!/usr/bin/env bash
# Runs all checks: the shell scripts, then the build with every test of both modules.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

usage() {
    cat <<'TEXT'
usage: scripts/test.sh [MAVEN-ARGUMENT...]

Checks the shell scripts and runs 'mvn verify': format, compiler warnings, all tests, the job jar. Needs JDK 17 and Maven 3.8
or later. Arguments go to Maven: scripts/test.sh -o -pl src -Dtest=DenseTest

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

main() {
    case ${1:-} in
        -h | --help) usage && exit 0 ;;
    esac
    cd "$root"
    check_scripts
    command -v mvn >/dev/null || {
        printf '%s\n' "test.sh: no mvn found: install Maven 3.8 or later and a JDK 17." >&2
        exit 1
    }
    mvn -B -ntp -Dstyle.color=never verify "$@" </dev/null
    printf '%s\n' "All tests passed."
}

main "$@"
