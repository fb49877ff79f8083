"""What this project wants to reach, and what a result reached of it."""

import statistics

from .text import number, ratio, share, spread

ALLOCATION_TESTS = "WorkerTrainingMemoryTest, NetworkPassMemoryTest, TasksLastTest"
RATIOS = (  # work, least tasks at once, ours, peer, least ratio
    ("W1", 16, "ours-local", "hypnettorch", 50),
    ("W1", 16, "ours-local", "torch-batched", 10),
    ("W2", 16, "ours-local", "hypnettorch", 10),
    ("W2", 16, "ours-local", "torch-batched", 2),
    ("W3", 1, "ours-local", "hypnettorch", 5),
    ("W3", 1, "ours-local", "torch-batched", 2),
    ("W4", 1, "ours-local", "hypnettorch", 4),
    ("W4", 1, "ours-local", "torch-batched", 1.3),
    ("", 1, "ours-spark-local", "dl4j-spark", 20),
)
ONLY_SIXTEEN = ("W2",)  # its bars are for 16 tasks at once


def bars(results):
    """Each as (what, bar, figure, met, of the floor); the last three are None where nothing was measured."""
    found = [ratio_bar(results["cases"], *wanted) for wanted in RATIOS]
    found += [sgemm_share(results), floor_share(results), cluster_share(results["cases"])]
    return found + (scale_bars(results["scale"]) if results.get("scale") else [])


def row(what, bar, values, text, at_least=None, at_most=None, of_floor=()):
    """A bar that all values must meet."""
    if not values:
        return (what, bar, None, None, None)
    met = min(values) >= at_least if at_least is not None else max(values) <= at_most
    return (what, bar, spread(values, text), met, spread(of_floor, share) if of_floor else None)


def ratio_bar(cases, work, tasks, ours, peer, least):
    """How many times faster than a peer, over sizes and threads, and what share of the floor that would be."""
    held = [
        case
        for case in cases
        if case["work"].startswith(work)
        and (case["tasks"] == tasks if work in ONLY_SIXTEEN else case["tasks"] >= tasks)
        and peer in case["ratios"].get(ours, {})
    ]
    values = [case["ratios"][ours][peer] for case in held]
    of_floor = [least * case["systems"][peer]["median"] / case["floor"]["taskStepsPerSecond"] for case in held]
    size = f", {'' if work in ONLY_SIXTEEN else 'at least '}{tasks} tasks at once" if tasks > 1 else ""
    return row(f"{work or 'All works'}{size}: {ours} / {peer}", f">= {least:g}x", values, ratio, at_least=least, of_floor=of_floor)


def speed(cases, work, tasks, threads, system="ours-local"):
    """(case, median task-steps per second) of one system; None if it was not measured."""
    for case in cases:
        if (case["work"], case["tasks"], case["threads"]) == (work, tasks, threads):
            median = case["systems"].get(system, {}).get("median")
            return (case, median) if median else None
    return None


def sgemm_share(results):
    """How much is left of the rate of large products right before and after each turn, counting the flops of the mathematics only."""
    found = speed(results["cases"], "W3", 16, 1)
    turns = [turn for turn in found[0]["systems"]["ours-local"].get("turns", []) if "sgemm" in turn] if found else []
    each = [turn["taskSteps"] / turn["seconds"] / 16 * found[0]["step"]["flops"] / turn["sgemm"] for turn in turns]
    values = [statistics.median(each)] if each else []
    return row("W3, 16 x 128 rows, 1 thread: flops per second, of sgemm's", ">= 70 %", values, share, at_least=0.7)


def floor_share(results):
    """How far from the least time of flops and bytes."""
    found = speed(results["cases"], "W2", 16, 1)
    values = [found[0]["floor"]["taskStepsPerSecond"] / found[1]] if found else []
    return row("W2, 16 tasks at once, 1 thread: time of a step over its floor", "<= 1.3x", values, ratio, at_most=1.3)


def cluster_share(cases):
    """What two executors reach of twice one thread."""
    values = []
    for case in cases:
        alone = speed(cases, case["work"], case["tasks"], 1)
        both = speed(cases, case["work"], case["tasks"], 2, "ours-spark-cluster")
        if case["threads"] == 2 and alone and both:
            values.append(both[1] / (2 * alone[1]))
    what = "Two executors of a standalone cluster, rounds of at least 1 s: speed of twice one thread, all works"
    return row(what, ">= 90 %", values, share, at_least=0.9)


def scale_bars(scale):
    """Those of rounds, very many tasks and prediction."""
    tasks = [run["spark"] for run in scale["manyTasks"] if run]
    empty = scale["emptyRound"]
    return [
        *driver_bars("a committed round", scale["driverBytes"]),
        *driver_bars("a round between commits", scale.get("driverBytesBetweenCommits", [])),
        row(
            "An empty round on `local[2]`",
            "<= 100 ms",
            [1000 * empty["spark"]["medianRoundSeconds"]] if empty else [],
            lambda value: f"{number(value)} ms",
            at_most=100,
        ),
        row("W5, 1,000 to 1,000,000 tasks: cost of a task-step", "grows <= 1.2x", cost_growth(tasks), ratio, at_most=1.2),
        row(
            "W5: the driver's heap after collections, its limit 1 GiB",
            "<= 1024 MiB",
            [run["driverHeapPeakMiB"] for run in tasks],
            lambda value: f"{value} MiB",
            at_most=1024,
        ),
        *(prediction_bar(order, scale.get(key)) for order, key in (("task by task", "prediction"), ("of all tasks mixed", "predictionShuffled"))),
    ]


def prediction_bar(order, predicted):
    """The bar says nothing of the rows' order; DL4J is given them task by task in both."""
    what = f"Rows {order}, predicted a second / loading and asking one DL4J network a task"
    return row(what, ">= 20x", [predicted["ratio"]] if predicted else [], ratio, at_least=20)


def driver_bars(what, runs):
    """What goes through the driver, both ways; none where it was not measured."""
    rounds = [run["spark"] for run in runs if run]
    if not runs:
        return []
    counts = f"{runs[0]['workers']} to {runs[-1]['workers']}" if len(rounds) > 1 else ""
    return [
        row(f"Bytes that the driver {verb} in {what}, {counts} workers", "grow <= 1.1x", growth(rounds, figure), ratio, at_most=1.1)
        for verb, figure in (("reads", "driverBytesRead"), ("writes", "driverBytesWritten"))
    ]


def growth(rounds, figure):
    """From the fewest workers to the most."""
    return [rounds[-1][figure] / rounds[0][figure]] if len(rounds) > 1 else []


def cost_growth(runs):
    """The worst cost of a task-step over that with the fewest tasks."""
    return [runs[0]["taskStepsPerSecond"] / min(run["taskStepsPerSecond"] for run in runs)] if len(runs) > 1 else []
