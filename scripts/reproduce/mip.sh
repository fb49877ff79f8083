# shellcheck shell=bash disable=SC2154
# Magnitude-invariant parametrisation: generated weights and convergence against the input's size (Ortiz et al. 2024)
# Sourced by reproduce.sh, which has root, core and page.
core org.hypernetspark.reproduce.MagnitudeInvariance "$page" "$@"
