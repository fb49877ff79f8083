"""Whether ratios have fallen below those of the committed result."""

import json

from . import folders

LEAST = 0.8


def newest(folder=folders.RESULTS):
    """The newest committed result, or None."""
    files = sorted(folder.glob("????-??-??.json"))
    return json.loads(files[-1].read_text(encoding="utf-8")) if files else None


def with_newer_scale(results, folder=folders.RESULTS):
    """The results with what a run of the part scale alone found on that day or later, if there is one."""
    files = sorted(folder.glob("????-??-??-scale.json"))
    alone = json.loads(files[-1].read_text(encoding="utf-8")) if files else None
    if alone is None or alone["date"] < results["date"]:
        return results
    return results | {"scale": alone["scale"], "scaleOf": {"date": alone["date"], "revision": alone["revision"]}}


def ratios_by_case(results):
    """(work, tasks, threads, ours, peer) -> ratio."""
    return {
        (case["work"], case["tasks"], case["threads"], mine, peer): value
        for case in results["cases"]
        for mine, against in case["ratios"].items()
        for peer, value in against.items()
    }


def losses(now, before, least=LEAST):
    """A line for each ratio that both have and that is now below its share of what it was."""
    old = ratios_by_case(before)
    lines = []
    for key, value in ratios_by_case(now).items():
        if key in old and value < least * old[key]:
            work, tasks, threads, mine, peer = key
            lines.append(
                f"{work} T={tasks} on {threads} thread(s): {mine} / {peer} is {value:.2f}, below {least} of {old[key]:.2f}"
            )
    return lines


def compared(now, before):
    """How many ratios both have."""
    return len(ratios_by_case(now).keys() & ratios_by_case(before).keys())
