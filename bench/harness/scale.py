"""What is not a race: how rounds on Spark grow with workers and tasks, and how fast a table is predicted."""

import json
import os
import subprocess

from . import java
from .cluster import Cluster
from .systems import SPARK_ENVIRONMENT

SECONDS = 600
# The driver's limit throughout; what many tasks need lies on the executors.
DRIVER_HEAP = "-Xmx1g"
EXECUTOR_MEMORY = "4g"
WORKERS = (2, 64)
# Sizes that are held against each other run in turns, and of each the fastest run counts: what else the machine does only slows.
TURNS = 2
# Rounds over many tasks last the longest: in two turns a machine that is fast for a minute is fast for one size alone.
TURNS_OF_TASKS = 3
TASKS = (1_000, 10_000, 100_000, 1_000_000)


def spark_rounds(master, **options):
    """Options of rounds on Spark."""
    return {"system": "spark", "every": 1000, "master": master} | options


# A round in which each of two workers takes one tiny step.
EMPTY_ROUND = spark_rounds("local[2]", work="W1", tasks=4, at_once=2, workers=2, steps=1, rounds=130, warm_up=100)


def driver_bytes(workers, every):
    """Rounds in which each worker takes one step; phi (0.46 million values) goes through the driver in each that is committed."""
    return spark_rounds(Cluster.URL, work="W3", tasks=64, at_once=1, workers=workers, steps=1, rounds=16, warm_up=6, every=every)


def many_tasks(tasks):
    """Rounds of the same number of steps over more and more tasks, their rows made by the executors."""
    return spark_rounds(
        Cluster.URL, work="W5", tasks=tasks, at_once=64, workers=2, steps=3000, rounds=8, warm_up=3, memory=EXECUTOR_MEMORY
    )


class Scale:
    """Runs the measurements one after the other; one that fails is reported, the others go on."""

    def __init__(self, cluster, say):
        self.cluster = cluster
        self.say = say
        self.problems = []

    def run(self):
        """Everything measured, as it goes into the results."""
        return {
            "emptyRound": self._measured("an empty round", "Rounds", EMPTY_ROUND),
            "driverBytes": self._driver_bytes("committed", every=1),
            "driverBytesBetweenCommits": self._driver_bytes("not committed", every=1000),
            "manyTasks": self._in_turns({f"{count:,} tasks": many_tasks(count) for count in TASKS}, TURNS_OF_TASKS),
            "prediction": self._measured("prediction, rows task by task", "Prediction", {"order": "by-task"}),
            "predictionShuffled": self._measured("prediction, rows of all tasks mixed", "Prediction", {"order": "shuffled"}),
            "problems": self.problems,
        }

    def _driver_bytes(self, what, every):
        return self._in_turns({f"{count} workers, rounds {what}": driver_bytes(count, every) for count in WORKERS}, TURNS)

    def _in_turns(self, runs, count):
        """Rounds of several sizes, A B A B; of each size the fastest."""
        turns = [
            [self._measured(f"{what} ({turn + 1} of {count})", "Rounds", options) for what, options in runs.items()]
            for turn in range(count)
        ]
        return [fastest(of_size) for of_size in zip(*turns)]

    def _measured(self, what, program, options):
        self.say(f"[scale] {what}")
        try:
            if options.get("master") == Cluster.URL:
                self.cluster.start()
            return started(program, options)
        except (RuntimeError, subprocess.TimeoutExpired, OSError, ValueError) as error:
            self.say(f"[scale] {what} failed: {error}")
            self.problems.append(f"{what} failed: {error}")
            return None


def started(program, options):
    """What a program of the package scale prints: one line of JSON, its last."""
    words = [word for name, value in options.items() for word in (f"--{name.replace('_', '-')}", value)]
    outcome = subprocess.run(
        java.command(f"scale.{program}", *words, heap=DRIVER_HEAP),
        env=os.environ | SPARK_ENVIRONMENT | {"SPARK_HOME": str(Cluster.HOME), "SPARK_SCALA_VERSION": "2.12"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        start_new_session=True,
    )
    if outcome.returncode != 0 or not outcome.stdout.strip():
        raise RuntimeError(f"{program} ended with {outcome.returncode}: {outcome.stderr.strip()[-500:]}")
    return json.loads(outcome.stdout.strip().splitlines()[-1])


def fastest(runs):
    """That of the shortest rounds, with the seconds of all; None if all failed."""
    done = [run for run in runs if run]
    if not done:
        return None
    best = min(done, key=lambda run: run["spark"]["medianRoundSeconds"])
    return best | {"medianRoundSecondsOfTurns": [run["spark"]["medianRoundSeconds"] for run in done]}
