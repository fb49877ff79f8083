"""Batched PyTorch as an expert writes it: all tasks at once, the fastest variant for the work and the machine.

`--variant NAME` runs one of `VARIANTS`; `--variant auto` times a shortlist, `--variant every` all that fit the work, and keeps
the fastest. What was tried and what it brought: README.md.
"""

import os
import sys
import time

import torch

import peer
from batched import Form
from fixture import read_fixture
from steps import Autograd, Compiled, Manual, Vmap

COLUMNS = Form(layout="columns")
SUMS = Form(layout="columns", product="sums")
SPLIT = Form(split=True)
CPP = {"cpp_wrapper": True}
MAX = "max-autotune-no-cudagraphs"


def image(convolution, pool="native", layout="rows", split=True):
    return Form(convolution=convolution, pool=pool, layout=layout, split=split)


DENSE = {
    "eager": lambda f: Autograd(f, Form()),
    "eager-columns": lambda f: Autograd(f, COLUMNS),
    "eager-library-fused": lambda f: Autograd(f, Form(), optimizer="library-fused"),
    "eager-library-foreach": lambda f: Autograd(f, Form(), optimizer="library-foreach"),
    "vmap": lambda f: Vmap(f),
    "vmap-compiled": lambda f: Vmap(f, compiled={}),
    "manual": lambda f: Manual(f),
    "manual-columns": lambda f: Manual(f, COLUMNS),
    "loss-compiled": lambda f: Autograd(f, Form(), compiled={}),
    "compiled": lambda f: Compiled(f, Form()),
    "compiled-columns": lambda f: Compiled(f, COLUMNS),
    "compiled-max": lambda f: Compiled(f, Form(), mode=MAX),
}
TINY = {
    "compiled-sums": lambda f: Compiled(f, SUMS),
    "compiled-sums-4": lambda f: Compiled(f, SUMS, unroll=4),
    "compiled-sums-4-cpp": lambda f: Compiled(f, SUMS, unroll=4, options=CPP),
}
ONCE = {
    "eager-split": lambda f: Autograd(f, SPLIT),
    "loss-compiled-split": lambda f: Autograd(f, SPLIT, compiled={}),
    "compiled-split": lambda f: Compiled(f, SPLIT),
    "compiled-outer": lambda f: Compiled(f, SPLIT, outer=True),
}
IMAGES = {
    f"{way}-{convolution}-{pool}": (lambda f, w=way, c=convolution, p=pool: IMAGE_WAYS[w](f, image(c, p)))
    for way in ("eager", "loss-compiled", "compiled")
    for convolution in ("grouped", "channels-last", "im2col", "loop")
    for pool in ("native", "maximum")
}
IMAGES["vmap"] = lambda f: Vmap(f)
IMAGES["vmap-compiled"] = lambda f: Vmap(f, compiled={})
IMAGE_WAYS = {
    "eager": lambda f, form: Autograd(f, form),
    "loss-compiled": lambda f, form: Autograd(f, form, compiled={}),
    "compiled": lambda f, form: Compiled(f, form),
}
VARIANTS = DENSE | TINY | ONCE | IMAGES


def fitting(spec):
    """(all variants that fit, the shortlist)."""
    if len(spec.input) > 1:
        return list(IMAGES), ["eager-channels-last-native", "compiled-channels-last-native"]
    once = [] if spec.chunk else ONCE
    if spec.theta_size < 4096:
        return [*DENSE, *TINY, *once], ["compiled-sums-4-cpp", "manual-columns"]
    if spec.chunk:
        return list(DENSE), ["manual-columns", "manual", "compiled-columns"]
    return [*DENSE, *ONCE], ["manual-columns", "manual", "loss-compiled-split"]


def choose(fixture, wanted):
    """The system and its name: the named one, or the fastest of several timed in turns."""
    every, shortlist = fitting(fixture.spec)
    if wanted not in ("auto", "every"):
        return VARIANTS[wanted](fixture), wanted
    systems = {}
    for name in shortlist if wanted == "auto" else every:
        try:
            systems[name] = started(VARIANTS[name](fixture))
        except Exception as error:  # a variant that this PyTorch cannot compile is out of the race, and named
            print(f"{name} does not run here: {type(error).__name__} {error}", file=sys.stderr)
    fastest = race(systems)
    return systems[fastest], fastest


def started(system):
    """The system after its first steps, when all is compiled."""
    system.reset()
    system.single_step(0)
    system.step(0)
    return system


def race(systems, rounds=5, seconds=0.3):
    """Name of the system with the least time per step, the best of several short turns each."""
    least = dict.fromkeys(systems, float("inf"))
    for turn in range(rounds):
        for name, system in systems.items():
            task_steps, spent = peer.train_for(system, seconds)
            least[name] = min(least[name], spent / task_steps)
        leader = min(least.values())
        if turn >= 1:  # those far behind are not worth the wait
            systems = {name: s for name, s in systems.items() if least[name] < 1.5 * leader}
    for name in sorted(least, key=least.get):
        print(f"{name}: {1 / least[name]:.0f} task-steps/s", file=sys.stderr)
    return min(least, key=least.get)


def main():
    args = peer.arguments()
    conversation = peer.Conversation()
    torch.set_num_threads(args.threads)
    torch.set_flush_denormal(True)
    fixture = read_fixture(args.fixture)
    begin = time.perf_counter()
    system, variant = choose(fixture, args.variant)
    name = f"batched-{fixture.spec.work}-T{fixture.spec.tasks}-threads{args.threads}"
    torch.compiler.set_stance("default", skip_guard_eval_unsafe=True)  # all graphs are made; shapes never change
    checked = peer.check(system, name, args.out)
    peer.warm_up(lambda seconds: peer.train_for(system, seconds))
    print(f"ready after {time.perf_counter() - begin:.0f} s", file=sys.stderr)
    kernels = "AVX-512 by LD_PRELOAD" if os.environ.get("LD_PRELOAD", "").endswith("mkl_kernels.so") else "its own choice"
    conversation.say(event="ready", check=checked, versions=peer.versions(mklKernels=kernels), variant=variant)
    conversation.serve(lambda seconds: peer.train_for(system, seconds))


if __name__ == "__main__":
    main()
