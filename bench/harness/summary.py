"""Figures of a case from its turns."""

import statistics


def rates(turns):
    """Task-steps per second of each turn."""
    return [turn["taskSteps"] / turn["seconds"] for turn in turns]


def summarize(turns):
    """Median, least and most task-steps per second."""
    each = rates(turns)
    return {"median": statistics.median(each), "min": min(each), "max": max(each)}


def ratios(systems, ours):
    """For each of our measured systems, its median over that of each measured peer."""
    medians = {name: result["median"] for name, result in systems.items() if "median" in result}
    return {
        mine: {peer: medians[mine] / medians[peer] for peer in medians if peer not in ours}
        for mine in medians
        if mine in ours
    }


def bandwidth(memory, threads, working_set):
    """Bytes per second of the smallest measured size that holds the working set, the best of the patterns."""
    entries = sorted((e for e in memory if e["threads"] == threads), key=lambda e: e["workingSet"])
    fitting = [entry for entry in entries if entry["workingSet"] >= working_set] or entries[-1:]
    return max(fitting[0][pattern] for pattern in ("copy", "triad", "update"))


def floor(step, machine, tasks, threads):
    """The most task-steps per second the machine allows: each thread a worker, its products or its memory the limit.

    step: flops, bytes and working set of one step of one worker.
    """
    products = max(entry["flops"] for entry in machine["sgemm"] if entry["threads"] == threads)
    seconds_of_products = threads * step["flops"] / products
    seconds_of_memory = threads * step["bytes"] / bandwidth(machine["memory"], threads, step["workingSet"])
    seconds = max(seconds_of_products, seconds_of_memory)
    return {
        "flopsSeconds": seconds_of_products,
        "bytesSeconds": seconds_of_memory,
        "boundBy": "flops" if seconds_of_products >= seconds_of_memory else "bytes",
        "taskStepsPerSecond": threads * tasks / seconds,
    }


def best_of(first, second):
    """Of two measurements of the machine, the better figure of each."""
    result = dict(first)
    for kind in ("sgemm", "memory"):
        result[kind] = [
            {key: max(value, again[key]) if isinstance(value, float) else value for key, value in entry.items()}
            for entry, again in zip(first[kind], second[kind], strict=True)
        ]
    return result
