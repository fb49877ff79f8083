#!/usr/bin/env python3
"""Runs all systems in turn on the same work; scripts/bench.sh builds what it needs and calls it."""

import argparse
import datetime
import json
import signal
import subprocess
import sys
import time

from harness import folders, guard, java, machine, publish, summary, table
from harness.cases import Mistake, all_cases, chosen_cases
from harness.cluster import Cluster
from harness.group import Group
from harness.scale import Scale
from harness.systems import NAMES, SYSTEMS

QUICK_WORKS = "W1:16,W2:16,W3:5"
QUICK_SYSTEMS = "ours-local,torch-batched"


def parse(words):
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="scripts/bench.sh",
        description="Compares hypernet-spark with its peers on the same work and writes bench/results/<date>.json and .md.",
        epilog="Exit code: 0 done, be it that a system cannot do a work and says so; 1 a system was missing, failed or disagreed, or --quick found a loss; 2 wrong usage. "
        "scripts/bench.sh --micro [JMH-ARGUMENT...] runs the micro-benchmarks instead, --scale PROGRAM [OPTION...] one program of the "
        "package bench.scale, --publish puts the newest result into README.md and docs/performance.md.",
    )
    parser.add_argument("--works", help="for example W1,W2:16; default: all of bench/workloads.json")
    parser.add_argument("--systems", help="of " + ",".join(NAMES) + "; default: all")
    parser.add_argument("--threads", help="for example 1 or 1,2 (default)")
    parser.add_argument(
        "--parts", help="race (the systems in turn), scale (rounds, very many tasks, prediction) or race,scale (default; --quick: race)"
    )
    parser.add_argument("--minutes", type=float, help="begin no further race after so many minutes; those left out are named")
    parser.add_argument("--turns", type=int, help="turns of each system (5)")
    parser.add_argument("--seconds", type=float, help="seconds of a turn (0.9); ours end with the round in which they are over")
    parser.add_argument(
        "--quick",
        action="store_true",
        help=f"under 3 minutes: {QUICK_WORKS}, {QUICK_SYSTEMS}, 1 thread, 3 turns of 1 s; compares ratios with the newest "
        f"committed result, fails below {guard.LEAST} of one, and writes to bench/target only",
    )
    parser.add_argument("--prepare", action="store_true", help="measure nothing; compile the peers' graphs, which are kept, so that the run is short")
    parser.add_argument("--publish", action="store_true", help="measure nothing; put the newest result into README.md and docs/performance.md")
    parser.add_argument("--output", help="name of the result files without ending; default: bench/results/<date>")
    args = parser.parse_args(words)
    args.works = args.works or (QUICK_WORKS if args.quick else ",".join(dict.fromkeys(c.work for c in all_cases())))
    args.systems = args.systems or (QUICK_SYSTEMS if args.quick else ",".join(NAMES))
    args.threads = args.threads or ("1" if args.quick else "1,2")
    args.parts = args.parts or ("race" if args.quick else "race,scale")
    args.turns = args.turns or (3 if args.quick else 5)
    args.seconds = args.seconds or 0.9
    return args


def chosen_systems(words):
    """The systems of a list of names, in our order."""
    wanted = [word.strip() for word in words.split(",")]
    unknown = [word for word in wanted if word not in NAMES]
    if unknown:
        raise Mistake(f"--systems: there is no '{unknown[0]}'; there are {', '.join(NAMES)}")
    return [system for system in SYSTEMS if system.name in wanted]


def chosen_threads(words):
    """Numbers of threads."""
    try:
        numbers = [int(word) for word in words.split(",")]
    except ValueError:
        raise Mistake(f"--threads: expected numbers such as 1,2, got '{words}'") from None
    if not all(number in (1, 2) for number in numbers):
        raise Mistake(f"--threads: systems are run on 1 or 2 threads, got '{words}'")
    return numbers


def chosen_parts(words):
    """Which parts are run."""
    wanted = [word.strip() for word in words.split(",")]
    unknown = [word for word in wanted if word not in ("race", "scale")]
    if unknown:
        raise Mistake(f"--parts: there is no '{unknown[0]}'; there are race and scale")
    return wanted


def say(text):
    """Progress."""
    print(f"{datetime.datetime.now():%H:%M:%S} {text}", file=sys.stderr, flush=True)


def write_fixture(case):
    """The folder all systems begin from."""
    folder = folders.FIXTURES / case.folder
    command = java.command("FixtureMain", "--work", case.work, "--tasks", case.tasks, "--out", folder)
    outcome = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)
    if outcome.returncode != 0:
        raise RuntimeError(f"the fixture of {case} could not be written: {outcome.stderr.strip()[-500:]}")
    return folder


def prepare(args):
    """Starts the peers that compile, once on every case; returns the exit code."""
    args.turns, args.seconds = 1, 0.1
    compiling = [system for system in SYSTEMS if system.compiles]
    cases = race(chosen_cases(args.works, all_cases()), chosen_threads(args.threads), compiling, None, args)
    for line in problems_of(cases):
        say(line)
    return 1 if problems_of(cases) else 0


def revision():
    """The commit, and whether files have changed since."""
    command = ["git", "-C", str(folders.ROOT), "describe", "--always", "--dirty", "--exclude=*"]
    outcome = subprocess.run(command, capture_output=True, text=True, timeout=60)
    return outcome.stdout.strip() or "unknown"


def measure(cases, threads, systems, parts, args):
    """(every case on every number of threads, what comes of the part scale)."""
    cluster = Cluster()
    try:
        scale = Scale(cluster, say).run() if "scale" in parts else None
        return race(cases, threads, systems, cluster, args) if "race" in parts else [], scale
    finally:
        cluster.stop()


def race(cases, threads, systems, cluster, args):
    """Every case on every number of threads."""
    results = []
    for case in cases:
        fixture = write_fixture(case)
        spec = json.loads((fixture / "spec.json").read_text(encoding="utf-8"))
        for count in threads:
            able = [system for system in systems if count in system.threads]
            if able and late(args):
                args.left_out.append(f"{case} on {count} thread(s) was left out: --minutes {args.minutes:g} were over")
            elif able:
                result = Group(case, count, able, cluster, folders.RUNS, say).run(fixture, args.turns, args.seconds)
                results.append(result | {"step": spec["floor"]})
    return results


def late(args):
    """Whether no further race may begin."""
    return args.minutes is not None and time.monotonic() - args.begin > 60 * args.minutes


def with_floors(cases, best):
    """The cases with the least time the machine allows."""
    return [case | {"floor": summary.floor(case["step"], best, case["tasks"], case["threads"])} for case in cases]


def lines_of(cases, wanted):
    """A line for every system whose status is wanted: where, who, what and why."""
    return [
        f"{case['work']} T={case['tasks']} on {case['threads']} thread(s): {name} {result['status']}: {result['reason']}"
        for case in cases
        for name, result in case["systems"].items()
        if wanted(result["status"])
    ]


def limits_of(cases):
    """A line for everything that a system cannot do by its nature."""
    return lines_of(cases, lambda status: status == "not possible")


def problems_of(cases):
    """A line for everything else that did not run."""
    return lines_of(cases, lambda status: status not in ("measured", "not possible"))


def run(args):
    """Measures, writes, and returns the results."""
    cases = chosen_cases(args.works, all_cases())
    threads = chosen_threads(args.threads)
    systems = chosen_systems(args.systems)
    parts = chosen_parts(args.parts)
    say("measuring the machine")
    before = machine.measure(max(threads))
    load = machine.load()
    measured, scale = measure(cases, threads, systems, parts, args)
    say("measuring the machine again")
    best = summary.best_of(before, machine.measure(max(threads)))
    return {
        "date": f"{datetime.date.today():%Y-%m-%d}",
        "revision": revision(),
        "settings": {
            "works": [str(case) for case in cases],
            "systems": [system.name for system in systems],
            "threads": threads,
            "parts": parts,
            "turns": args.turns,
            "seconds": args.seconds,
            "loadAtStart": load,
            "minutes": round((time.monotonic() - args.begin) / 60, 1),
        },
        "machine": machine.describe() | best,
        "cases": with_floors(measured, best),
        "scale": scale,
        "limits": limits_of(measured),
        "problems": problems_of(measured) + args.left_out + (scale["problems"] if scale else []),
    }


def write(results, args):
    """The JSON file and the table beside it."""
    name = results["date"] if results["cases"] else f"{results['date']}-scale"
    default = folders.TARGET / "quick" if args.quick else folders.RESULTS / name
    base = folders.ROOT / args.output if args.output else default
    base.parent.mkdir(parents=True, exist_ok=True)
    page = table.render(results)
    base.with_name(base.name + ".json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    base.with_name(base.name + ".md").write_text(page, encoding="utf-8")
    print(page)
    say(f"written: {folders.shown(base)}.json and .md")


def judge(results, args):
    """The exit code, after a line for each thing that is wrong."""
    wrong = list(results["problems"])
    if args.quick:
        committed = guard.newest()
        if committed is None or guard.compared(results, committed) == 0:
            wrong.append("bench/results holds nothing to compare with; run scripts/bench.sh and commit what it writes")
        else:
            wrong += guard.losses(results, committed)
            say(f"{guard.compared(results, committed)} ratios compared with the result of {committed['date']}")
    for line in wrong:
        say(line)
    return 1 if wrong else 0


def stop(number, frame):
    """Ends as an interrupt does, so that all children are ended."""
    raise KeyboardInterrupt


def main(words):
    """Runs the command."""
    args = parse(words)
    args.begin, args.left_out = time.monotonic(), []
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGHUP, stop)
    try:
        if args.publish:
            return publish.publish(say)
        if args.prepare:
            return prepare(args)
        results = run(args)
    except Mistake as mistake:
        print(f"bench.sh: {mistake}", file=sys.stderr)
        return 2
    except RuntimeError as error:
        print(f"bench.sh: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("bench.sh: interrupted; nothing was written", file=sys.stderr)
        return 130
    write(results, args)
    return judge(results, args)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
