#!/usr/bin/env bash
# Permuted MNIST, ten tasks, with a hypernet (von Oswald et al. 2020): accuracy 97.6 to 97.9; an hour or more
# shellcheck source=scripts/reproduce/continual.bash
. scripts/reproduce/continual.bash

scripts/fetch-data.sh mnist
continual_page permuted-mnist-10 'Permuted MNIST, ten tasks' \
    'Published (von Oswald et al. 2020, mean of 20 seeds): accuracy over ten tasks with the task told (CL1).

| method | CL1 |
| --- | --- |
| hypernet with replay (HNET+R) | 97.87 |
| hypernet | 97.57 |
| online EWC | 95.96 |
| SI | 94.75 |' "$@"
