# shellcheck shell=bash disable=SC2154
# Magnitude-invariant parametrisation: generated weights and convergence against the input's size (Ortiz et al. 2024)
# Sourced by reproduce.sh, which has root and core.
core org.hypernetspark.reproduce.MagnitudeInvariance docs/results/mip.md "$@"
