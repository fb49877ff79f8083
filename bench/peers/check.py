"""Checks that all peers train alike: `check.py [--compiled] [WORK ...]`.

Makes small random fixtures, starts each peer as the orchestrator does, and compares losses, gradient and update with the
float64 reference (relative L2 error at most 1e-4; of the update 1e-3, since Adam's first step is nearly the gradient's sign
and so turns the rounding of gradients near zero into whole steps). `--compiled` adds the variants that torch.compile makes (minutes).
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import torch

import batched_torch
import ddp_torch
import make_fixture
import reference
from fixture import read_fixture, read_floats

HERE = Path(__file__).resolve().parent
TASKS = {"W1": 5, "W2": 3, "W3": 3, "W4": 2}
LIMITS = (1e-4, 1e-4, 1e-3)  # losses, gradient, update


def systems(spec, compiled):
    """(script, threads, variant) of everything to check."""
    every, _ = batched_torch.fitting(spec)
    wanted = [name for name in every if compiled or "compiled" not in name]
    parallel = [name for name in ddp_torch.variants(spec) if compiled or "compiled" not in name]
    return [
        ("hypnettorch_peer.py", 1, "auto"),
        *(("batched_torch.py", 1, name) for name in wanted),
        *(("ddp_torch.py", 2, name) for name in parallel),
    ]


def talk(script, threads, variant, fixture, out):
    """The ready event of a peer that trains for one short turn."""
    command = [sys.executable, str(HERE / script), "--fixture", fixture, "--out", out, "--threads", str(threads), "--variant", variant]
    done = subprocess.run(command, input="go 0.2\nquit\n", capture_output=True, text=True, timeout=1800)
    if done.returncode != 0:
        raise RuntimeError(f"{script} {variant} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    ready, turn = (json.loads(line) for line in done.stdout.splitlines())
    if turn["event"] != "turn" or turn["taskSteps"] < 1 or turn["seconds"] <= 0:
        raise RuntimeError(f"{script} {variant} answered {turn}")
    return ready


def errors(ready, expected, size):
    losses, gradient, update = expected
    seen = ready["check"]
    return [
        max(abs(a - b) / abs(b) for a, b in zip(seen["losses"], losses, strict=True)),
        relative(seen["gradient"], gradient, size),
        relative(seen["update"], update, size),
    ]


def relative(path, expected, size):
    seen = read_floats(Path(path), (size,)).double()
    return float((seen - expected).norm() / expected.norm())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--compiled", action="store_true")
    parser.add_argument("works", nargs="*", default=list(TASKS))
    args = parser.parse_args()
    failed = 0
    torch.set_num_threads(1)
    print(f"{'work':5}{'peer':50}{'losses':>10}{'gradient':>10}{'update':>10}")
    for work in args.works:
        with tempfile.TemporaryDirectory() as folder:
            fixture = read_fixture(make_fixture.write(work, TASKS[work], folder))
            expected = reference.run(fixture)
            for script, threads, variant in systems(fixture.spec, args.compiled):
                ready = talk(script, threads, variant, folder, folder)
                seen = errors(ready, expected, fixture.spec.phi_size)
                bad = not all(error <= limit for error, limit in zip(seen, LIMITS))
                failed += bad
                name = f"{script.removesuffix('.py')} {variant}"
                print(f"{work:5}{name:50}" + "".join(f"{e:10.1e}" for e in seen) + ("  FAILED" if bad else ""), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
