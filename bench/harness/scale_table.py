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
    predicted = found["prediction"]
    if predicted:
        lines.append(
            f"\nPrediction of {predicted['tasks']} tasks x {predicted['rows']} rows ({predicted['work']}, {predicted['master']}): "
            f"{number(predicted['transformRowsPerSecond'])} rows/s by `transform`, {number(predicted['dl4jRowsPerSecond'])} by DL4J, "
            f"{number(predicted['passedOnRowsPerSecond'])} if Spark only hands the rows to Java and back."
        )
    return "\n".join(lines)


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
