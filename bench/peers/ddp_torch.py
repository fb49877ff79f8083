"""Data-parallel PyTorch: as many processes as threads, one thread each, every process trains its share of the tasks at once.

`DistributedDataParallel` (gloo) around the batched peer's steps with automatic gradients, and, where the backward pass is
written by hand, one all-reduce of the flat gradient. Task embeddings stay with the process that has the task.
This process speaks with the orchestrator and starts the others; `--rank` marks those.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import timedelta

import torch
import torch.distributed as dist

import peer
from batched import Form
from batched_torch import COLUMNS, image
from fixture import not_possible, read_fixture
from steps import Autograd, Manual


class Module(torch.nn.Module):
    """The mean loss of this process's tasks, its leaves known to DistributedDataParallel."""

    def __init__(self, step):
        super().__init__()
        self.leaves = torch.nn.ParameterList([torch.nn.Parameter(leaf) for leaf in step.leaves])
        self.minibatch_loss = lambda x, y: step.loss(list(self.leaves), step.embeddings, x, y)

    def forward(self, x, y):
        return self.minibatch_loss(x, y)


class Parallel(Autograd):
    """`Autograd` whose gradients of phi are averaged by DistributedDataParallel."""

    def __init__(self, fixture, all_tasks, form, **options):
        super().__init__(fixture, form, **options)
        self.scale = dist.get_world_size() / all_tasks  # the processes' gradients are averaged, not added
        module = Module(self)
        parallel = torch.nn.parallel.DistributedDataParallel(module, gradient_as_bucket_view=True, static_graph=True)
        self.leaves = list(module.leaves)
        self.parameters = [*self.leaves, self.embeddings]
        self.parallel = parallel

    def step(self, i):
        loss = self.parallel(*self.minibatch(i))
        loss.backward()
        with torch.no_grad():
            self.embeddings.grad.mul_(1 / self.scale)
            self.adam_step([p.grad for p in self.parameters])
        for p in self.parameters:
            p.grad = None
        return loss.detach() / dist.get_world_size()


class ParallelManual(Manual):
    """`Manual` with one all-reduce of the flat gradient."""

    def __init__(self, fixture, all_tasks, form):
        super().__init__(fixture, form)
        self.all_tasks = all_tasks

    def exchange(self, gradient):
        dist.all_reduce(gradient)


DENSE = {
    "ddp-eager": lambda f, n: Parallel(f, n, Form()),
    "ddp-eager-columns": lambda f, n: Parallel(f, n, COLUMNS),
    "ddp-compiled": lambda f, n: Parallel(f, n, Form(layout="columns", product="sums"), compiled={}),
    "manual-all-reduce": lambda f, n: ParallelManual(f, n, Form()),
    "manual-columns-all-reduce": lambda f, n: ParallelManual(f, n, COLUMNS),
}
IMAGES = {
    "ddp-channels-last": lambda f, n: Parallel(f, n, image("channels-last")),
    "ddp-compiled-channels-last": lambda f, n: Parallel(f, n, image("channels-last"), compiled={}),
}


def variants(spec):
    return IMAGES if len(spec.input) > 1 else DENSE


# -- one of the processes ----------------------------------------------------------------------------------------------
def share(tasks, rank, world):
    """(first, count) of a process's tasks."""
    first = tasks * rank // world
    return first, tasks * (rank + 1) // world - first


def work(args):
    conversation = peer.Conversation()
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    dist.init_process_group(
        "gloo", init_method=f"file://{args.meeting}", rank=args.rank, world_size=args.threads, timeout=timedelta(minutes=10)
    )
    whole = read_fixture(args.fixture)
    part = whole.part(*share(whole.spec.tasks, args.rank, args.threads))
    systems, system = {}, None
    for line in sys.stdin:
        command, *words = line.split()
        if command == "quit":
            break
        if command == "use":
            if words[0] not in systems:
                systems[words[0]] = variants(whole.spec)[words[0]](part, whole.spec.tasks)
            system = systems[words[0]]
            conversation.say(done=True)
        elif command == "keep":
            systems = {words[0]: systems[words[0]]}
            conversation.say(done=True)
        elif command == "check":
            conversation.say(**peer.check(system, f"{words[0]}-rank{args.rank}", args.out))
        elif command == "steps":
            conversation.say(seconds=timed(system, int(words[0])))
    dist.destroy_process_group()


def timed(system, steps):
    system.fresh = True
    dist.barrier()
    start = time.perf_counter()
    for i in range(steps):
        system.step(i)
    dist.barrier()
    return time.perf_counter() - start


# -- the process that speaks with the orchestrator -----------------------------------------------------------------------
class Crew:
    def __init__(self, args, meeting):
        environment = os.environ | {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "GLOO_SOCKET_IFNAME": "lo"}
        environment[peer.TUNED] = str(args.threads)
        command = [sys.executable, __file__, "--fixture", args.fixture, "--out", args.out, "--threads", str(args.threads)]
        self.processes = [
            subprocess.Popen(
                [*command, "--meeting", meeting, "--rank", str(rank)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
            )
            for rank in range(args.threads)
        ]

    def ask(self, command):
        """Every process's answer."""
        for process in self.processes:
            process.stdin.write(command + "\n")
            process.stdin.flush()
        answers = [process.stdout.readline() for process in self.processes]
        if not all(answers):
            for process in self.processes:
                process.kill()
            raise SystemExit(f"a process of the crew ended at '{command}'; its message is above")
        return [json.loads(answer) for answer in answers]

    def seconds(self, steps):
        return max(answer["seconds"] for answer in self.ask(f"steps {steps}"))

    def dismiss(self):
        for process in self.processes:
            process.stdin.write("quit\n")
            process.stdin.close()
        for process in self.processes:
            process.wait(30)


def choose(crew, names):
    least = {}
    for name in names:
        crew.ask(f"use {name}")
        crew.seconds(2)  # compiles
    for _ in range(3):
        for name in names:
            crew.ask(f"use {name}")
            steps = max(2, int(0.2 / least[name])) if name in least else 3
            least[name] = min(least.get(name, float("inf")), crew.seconds(steps) / steps)
    fastest = min(least, key=least.get)
    print({name: f"{1 / s:.1f} steps/s" for name, s in least.items()}, file=sys.stderr)
    crew.ask(f"use {fastest}")
    crew.ask(f"keep {fastest}")
    return fastest, least[fastest]


def lead(args):
    conversation = peer.Conversation()
    fixture = read_fixture(args.fixture)
    tasks = fixture.spec.tasks
    if tasks < args.threads:
        not_possible(f"{tasks} task(s) can't be shared among {args.threads} processes: each needs at least one")
    names = list(variants(fixture.spec)) if args.variant in ("auto", "every") else [args.variant]
    if args.variant == "auto" and not shutil.which("g++"):
        names = [name for name in names if "compiled" not in name]
    with tempfile.TemporaryDirectory() as meeting:
        crew = Crew(args, os.path.join(meeting, "meeting"))
        variant, step_seconds = choose(crew, names)
        name = f"ddp-{fixture.spec.work}-T{tasks}-threads{args.threads}"
        answers = crew.ask(f"check {name}")
        losses = [sum(of_step) for of_step in zip(*(a["losses"] for a in answers))]

        def train(seconds):
            nonlocal step_seconds
            steps = max(3, round(seconds / step_seconds))
            spent = crew.seconds(steps)
            step_seconds = spent / steps
            return steps * tasks, spent

        peer.warm_up(train)
        conversation.say(
            event="ready", check={**answers[0], "losses": losses}, versions=peer.versions(processes=args.threads), variant=variant
        )
        conversation.serve(train)
        crew.dismiss()


def main():
    if "--rank" not in sys.argv:
        lead(peer.arguments())
        return
    parser = argparse.ArgumentParser()
    for option in ("--fixture", "--out", "--meeting"):
        parser.add_argument(option)
    for option in ("--threads", "--rank"):
        parser.add_argument(option, type=int)
    work(parser.parse_args())


if __name__ == "__main__":
    main()
