# shellcheck shell=bash disable=SC2154,SC2016
# Sourced by the reproductions of continual learning.

# continual_page NAME TITLE NOTES [ARGUMENT...]: runs conf/NAME.yaml by the job 'continual' and writes the page: the notes, then the
# table the job makes. Arguments go to the job; with a --set of output the page holds what is there.
continual_page() {
    local name=$1 title=$2 notes=$3
    shift 3
    scripts/submit.sh continual --config "conf/$name.yaml" "$@"
    {
        printf '# %s\n\n%s\n\n## Ours\n\n' "$title" "$notes"
        printf 'Made by `scripts/reproduce.sh %s%s`: mean ± standard deviation (median) over the seeds of the scores after the last task\n' \
            "$name" "${*:+ $*}"
        printf '(accuracies in percent; errors are mean squared errors); seconds are those of one run on one core, which others may have shared.\n'
        printf 'Configuration: [conf/%s.yaml](../conf/%s.yaml).\n\n' "$name" "$name"
        cat "runs/$name/results.md"
    } >"$page"
}
