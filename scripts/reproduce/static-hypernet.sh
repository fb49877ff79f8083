# shellcheck shell=bash disable=SC2154
# Static hypernetwork on MNIST: a generated kernel against a trained one (Ha, Dai and Le 2017)
# Sourced by reproduce.sh, which has root, core and page. Arguments: epochs, seeds.
"$root/scripts/fetch-data.sh" mnist >&2
core org.hypernetspark.reproduce.StaticHypernetStudy data/mnist "$page" "$@"
