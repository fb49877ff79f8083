# shellcheck shell=bash disable=SC2154
# Hyperfan initialisation: activations by layer at step 0 and training loss (Chang et al. 2020)
# Sourced by reproduce.sh, which has root, core and page.
"$root/scripts/fetch-data.sh" mnist >&2
# 30 million parameters with their moments, several times.
HYPERNET_DRIVER_MEMORY=${HYPERNET_DRIVER_MEMORY:-5g}
core org.hypernetspark.reproduce.HyperfanStability data/mnist "$page" "$@"
