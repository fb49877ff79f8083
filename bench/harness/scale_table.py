"""Rounds, very many tasks and prediction as Markdown."""

from .text import number


def scale(results):
    """Rounds, very many tasks and prediction in figures."""
    found = results.get("scale")
    if not found:
        return ""
    lines = ["Rounds on Spark:\n", "| run | median round | task-steps/s | driver reads | driver writes | driver's heap |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    lines += [scale_row(found["emptyRound"])] if found["emptyRound"] else []
    lines += [scale_row(run, ", each round committed") for run in found["driverBytes"] if run]
    lines += [scale_row(run) for run in [*found.get("driverBytesBetweenCommits", []), *found["manyTasks"]] if run]
    lines += prediction(found)
    return "\n".join(lines)


def prediction(found):
    """A line for each order of the rows."""
    runs = [run for run in (found["prediction"], found.get("predictionShuffled")) if run]
    if not runs:
        return []
    head = ["\nRows predicted a second:\n", "| rows | `transform` | one DL4J network a task | Spark's `mapPartitions` that does nothing |", "| --- | ---: | ---: | ---: |"]
    return head + [prediction_row(run) for run in runs]


def prediction_row(run):
    """One table in one order."""
    order = "task by task" if run["order"] == "by-task" else "of all tasks mixed"
    what = f"{run['work']}, `{run['master']}`, {int(run['tasks']):,} tasks x {run['rows']}, {order}"
    speeds = (run["transformRowsPerSecond"], run["dl4jRowsPerSecond"], run["passedOnRowsPerSecond"])
    return f"| {what} | " + " | ".join(number(speed) for speed in speeds) + " |"


def scale_row(run, how=""):
    """One measurement of rounds."""
    spark = run["spark"]
    where = "2 executors" if run["master"].startswith("spark:") else f"`{run['master']}`"
    what = f"{run['work']}, {where}, {int(run['tasks']):,} tasks, {run['workers']} workers x {run['steps']} steps{how}"
    return (
        f"| {what} | {number(1000 * spark['medianRoundSeconds'])} ms | {number(spark['taskStepsPerSecond'])} | {size(spark['driverBytesRead'])} "
        f"| {size(spark['driverBytesWritten'])} | {spark['driverHeapPeakMiB']} MiB |"
    )


def size(count):
    """Bytes for readers."""
    return f"{number(count / 1e6)} MB" if count >= 1e6 else f"{number(count / 1e3)} kB"
