#!/usr/bin/env bash
# Three polynomials one after the other (von Oswald et al. 2020): errors of a regularised hypernet; half a minute
# shellcheck disable=SC2016
# shellcheck source=scripts/reproduce/continual.bash
. scripts/reproduce/continual.bash

continual_page toy-regression 'Toy regression, three polynomials one after the other' \
    'Published (J. von Oswald, C. Henning, J. Sacramento, B. Grewe, "Continual learning with hypernetworks", ICLR 2020; the numbers are
those of its code, one seed): final mean squared errors of the three tasks.

| method | task 1 | task 2 | task 3 |
| --- | --- | --- | --- |
| hypernet, beta 0.005 | 0.00419 | 0.00239 | 0.00607 |
| from scratch | 0.000852 | 0.000987 | 0.001294 |
| one network on all tasks | 0.000825 | 0.001121 | 0.001513 |

Training labels have noise of standard deviation 0.05 (variance 0.0025), test labels have none, there as here: errors below 0.0025 are
possible.

Single runs lie far apart, there as here. By the hypernet, regulariser and look-ahead of hypnettorch 0.0.4 with the settings published
(`bench/peers/toy_regression.py`, seeds 1 to 10, data of its own draw), mean ± standard deviation (median): 0.00345 ± 0.00416 (0.00161),
0.02819 ± 0.07694 (0.00211), 0.02788 ± 0.04998 (0.00834).' "$@"
