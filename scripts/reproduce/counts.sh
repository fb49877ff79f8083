# shellcheck shell=bash disable=SC2154
# Parameter counts published for hypernets
# Sourced by reproduce.sh, which has root, core and page.
core org.hypernetspark.reproduce.PublishedCounts "$page" "$@"
