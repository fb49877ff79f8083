# shellcheck shell=bash disable=SC2154
# HyperLSTM against LSTM and layer-normalised LSTM of equal size: bits per character (Ha, Dai and Le 2017)
# Sourced by reproduce.sh, which has root, core and page. Arguments: steps, seeds, learning rates.
"$root/scripts/fetch-data.sh" austen >&2
core org.hypernetspark.reproduce.HyperLstmStudy "$page" "${1:-3000}" "${2:-3}" "${3:-0.001,0.003,0.01}" \
    data/austen/pride-and-prejudice.txt data/austen/emma.txt
