"""The results as Markdown."""

from . import summary
from .bars import ALLOCATION_TESTS, bars
from .scale_table import scale
from .text import number, ratio, rule, share, spread

# Columns of the short table: threads, ours and its name for readers, and the peers it is compared with.
SHORT = (
    (1, "ours-local", "one thread", ("torch-batched", "hypnettorch")),
    (2, "ours-spark-local", "Spark, `local[2]`", ("torch-batched", "torch-ddp", "dl4j-spark")),
    (2, "ours-spark-cluster", "Spark, two executors", ()),
)


def render(results):
    """The whole page of a result."""
    return f"# Benchmark of {results['date']}\n\n{body(results)}"


def body(results):
    """Everything that is known of a result, as Markdown without headings."""
    parts = [heading(results), goals(results), comparison(results), speeds(results), scale(results), machine(results), notes(results)]
    return "\n\n".join(part for part in parts if part) + "\n"


def short(results):
    """One line for each size of each work: ours, and how many times faster than peers."""
    columns = [cell for _, _, name, peers in SHORT for cell in (name, *(f"/ {peer}" for peer in peers))]
    lines = ["| work | tasks at once | " + " | ".join(columns) + " |", "| --- |" + " ---: |" * (1 + len(columns))]
    cases = {(case["work"], case["tasks"], case["threads"]): case for case in results["cases"]}
    for work, tasks in dict.fromkeys((work, tasks) for work, tasks, _ in cases):
        cells = [cell for count, ours, _, peers in SHORT for cell in short_cells(cases.get((work, tasks, count)), ours, peers)]
        lines.append(f"| {work} | {tasks} | " + " | ".join(cells) + " |")
    about = results["machine"]
    return (
        f"Task-steps per second (minibatches of one task: forward, backward, update), {results['date']}, {about['cpu']}, {about['cores']} cores; "
        "then how many times that is what each peer reaches on as many threads.\n\n" + "\n".join(lines) + "\n"
    )


def short_cells(case, ours, peers):
    """The speed of ours and its ratios."""
    median = case and case["systems"].get(ours, {}).get("median")
    if not median:
        return ["-"] * (1 + len(peers))
    ratios = case["ratios"].get(ours, {})
    return [number(median), *(ratio(ratios[peer]) if peer in ratios else "-" for peer in peers)]


def heading(results):
    """Date, machine, how it was run."""
    about = results["machine"]
    fewer = sorted({len(s["turns"]) for c in results["cases"] for s in c["systems"].values() if s["status"] == "measured"})
    turns = results["settings"]["turns"]
    alone = results.get("scaleOf")
    later = (
        f" Rounds on Spark, very many tasks and prediction are from a run of `scripts/bench.sh --parts scale` of {alone['date']}, revision {alone['revision']}."
        if alone
        else ""
    )
    at_least = f" (at least {fewer[0]})" if fewer and fewer[0] < turns else ""
    return (
        f"{results['date']}, {about['cpu']}, {about['cores']} cores, {about['system']}; OpenBLAS kernel {about['blasKernel']}. "
        f"Revision {results['revision']}. {turns}{at_least} turns of {results['settings']['seconds']:g} s of each system, "
        "one after the other; median (least to most) task-steps per second. A task-step is one minibatch of one task: forward, "
        f"backward and its share of the update.{later}"
    )


def goals(results):
    """What is wanted, what was reached."""
    lines = [
        f"| {what} | {bar} | {figure if figure is not None else 'not measured'} | {'' if met is None else 'yes' if met else '**no**'} | {of_floor or ''} |"
        for what, bar, figure, met, of_floor in bars(results)
    ]
    head = [
        "Bars; where a figure is a range, its worse end counts. The last column holds the speed that a bar over a peer asks for against"
        " the floor of that case: above 100 % nothing can reach it on this machine.\n",
        "| what | bar | figure | met | bar, of the floor |",
        "| --- | --- | --- | --- | --- |",
    ]
    allocation = f"| Bytes allocated by a step | 0 | asserted by the tests {ALLOCATION_TESTS} | yes | |"
    return "\n".join([*head, *lines, allocation])


def speeds(results):
    """One row for each system of each case."""
    if not results["cases"]:
        return ""
    lines = [
        "| work | tasks at once | threads | system | task-steps/s | ours / it | of the floor |",
        "| --- | ---: | ---: | --- | ---: | ---: | ---: |",
    ]
    for case in results["cases"]:
        against = case["ratios"].get("ours-local", {})
        for name, result in case["systems"].items():
            lines.append(f"| {case['work']} | {case['tasks']} | {case['threads']} | {name} | " + speed(name, result, against, case))
    return "\n".join(lines)


def speed(name, result, against, case):
    """The last columns of a row."""
    if result["status"] != "measured":
        return f"{result['status']} | | |"
    span = f"{number(result['median'])} ({number(result['min'])} to {number(result['max'])})"
    share = result["median"] / case["floor"]["taskStepsPerSecond"]
    return f"{span} | {ratio(against[name]) if name in against else ''} | {100 * share:.2g} % |"


def comparison(results):
    """How much faster ours are than each peer, least to most over a kind of work, and what a second thread or Spark brings."""
    peers = [name for name in results["settings"]["systems"] if not name.startswith("ours-")]
    lines = []
    for work in dict.fromkeys(case["work"] for case in results["cases"]):
        for mine in [name for name in results["settings"]["systems"] if name.startswith("ours-")]:
            cells = [spread([c["ratios"].get(mine, {}).get(peer) for c in results["cases"] if c["work"] == work]) for peer in peers]
            if any(cells):
                lines.append(f"| {work} | {mine} | " + " | ".join(cells) + f" | {spread(scaling(results, work, mine), share)} |")
    if not lines:
        return ""
    head = "| work | ours | / " + " | / ".join(peers) + " | of twice ours-local on 1 thread |"
    return "\n".join(["Ours over each peer on the same threads, least to most over the sizes:\n", head, rule(len(peers) + 3), *lines])


def scaling(results, work, mine):
    """For each size, the speed on 2 threads over twice that of ours-local on 1."""
    cases = {(c["tasks"], c["threads"]): c["systems"] for c in results["cases"] if c["work"] == work}
    found = []
    for (tasks, threads), systems in cases.items():
        one = cases.get((tasks, 1), {}).get("ours-local", {}).get("median")
        two = systems.get(mine, {}).get("median")
        if threads == 2 and one and two:
            found.append(two / (2 * one))
    return found


def machine(results):
    """What the machine can do at best."""
    lines = ["| the machine at best | " + " | ".join(f"{n} thread{'s' if n > 1 else ''}" for n in threads(results)) + " |"]
    lines.append(rule(1 + len(threads(results))))
    measured = results["machine"]
    for shape in dict.fromkeys(entry["shape"] for entry in measured["sgemm"]):
        rates = [entry["flops"] for entry in measured["sgemm"] if entry["shape"] == shape]
        lines.append(f"| sgemm {shape}, GFLOP/s | " + " | ".join(number(rate / 1e9) for rate in rates) + " |")
    for size in dict.fromkeys(entry["workingSet"] for entry in measured["memory"]):
        rates = [summary.bandwidth(measured["memory"], count, size) for count in threads(results)]
        lines.append(f"| memory, {size / 2**20:g} MiB, GB/s | " + " | ".join(number(rate / 1e9) for rate in rates) + " |")
    return "\n".join(lines)


def threads(results):
    """The numbers of threads the machine was measured with."""
    return list(dict.fromkeys(entry["threads"] for entry in results["machine"]["sgemm"]))


def notes(results):
    """What has to be known to read the figures, and what went wrong."""
    lines = [
        "- The floor: matrix products alone at the measured sgemm rate, or bytes alone at the measured bandwidth, whichever takes",
        "  longer (class `Floor` has the formulas).",
        "- sgemm's rate that W3 is held against: products of 2048 x 2048 for a fifth of a second right before and right after each turn,",
        "  by the same process; the median over turns. The table of the machine holds its best, before and after everything.",
        "- On N threads ours run N virtual workers with all tasks of the case each and average their parameters after every round of",
        "  about a second of steps; the average, the broadcast and the usual commits are within the time. PyTorch shares one step out to",
        "  N threads or, with DistributedDataParallel, averages gradients in every step.",
    ]
    lines += [f"- Variant of {name}: {text}" for name, text in variants(results)]
    lines += [f"- {line}" for line in results.get("limits", []) + results["problems"]]
    return "\n".join(lines)


def variants(results):
    """What each peer ran, with the cases."""
    found = {}
    for case in results["cases"]:
        for name, result in case["systems"].items():
            if result.get("variant") and not name.startswith("ours-"):
                found.setdefault((name, result["variant"]), []).append(f"{case['work']} T={case['tasks']} on {case['threads']}")
    return [(name, f"{variant} ({', '.join(cases)})") for (name, variant), cases in found.items()]
