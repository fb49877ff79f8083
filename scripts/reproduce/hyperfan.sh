# shellcheck shell=bash disable=SC2154
# Hyperfan initialisation: activations by layer at step 0 and training loss (Chang et al. 2020)
# Sourced by reproduce.sh, which has root and core.
"$root/scripts/fetch-data.sh" mnist >&2
core org.hypernetspark.reproduce.HyperfanStability data/mnist docs/results/hyperfan.md "$@"
