"""What all peers share: the command line, the machine's settings and the conversation with the orchestrator."""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILT = HERE.parent / "target" / "peers"
TUNED = "HYPERNET_PEER_TUNED"


def arguments(tuned=True):
    """Parses the command line and starts itself anew, once, with the threads set; a tuned peer also the allocator and MKL.

    Threads that wait for others spin for about 0.1 ms only: as fast as the default on an idle machine, where never spinning
    costs tiny steps a factor of five, and far better where something else needs a core now and then.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("--fixture", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--variant", default="auto")
    args = parser.parse_args()
    if os.environ.get(TUNED) != str(args.threads):
        environment = tuned_environment() if tuned else {}
        threads = str(args.threads)
        environment |= {"OMP_NUM_THREADS": threads, "MKL_NUM_THREADS": threads, "GOMP_SPINCOUNT": "5000", TUNED: threads}
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | environment)
    return args


def tuned_environment():
    """Memory stays with the process instead of going back after each step; MKL takes its AVX-512 kernels."""
    environment = {
        "GLIBC_TUNABLES": "glibc.malloc.mmap_max=0:glibc.malloc.trim_threshold=68719476736"
        ":glibc.malloc.top_pad=268435456:glibc.malloc.hugetlb=1",
        "TORCHINDUCTOR_CACHE_DIR": str(BUILT / "inductor"),
    }
    library = mkl_library()
    if library:
        environment["LD_PRELOAD"] = str(library)
    return environment


def mkl_library():
    """A library that makes MKL choose kernels by what the CPU can do; None where there is nothing to do or no compiler."""
    if "GenuineIntel" in Path("/proc/cpuinfo").read_text() or os.environ.get("HYPERNET_PEER_MKL") == "stock":
        return None
    library = BUILT / "mkl_kernels.so"
    if not library.exists():
        BUILT.mkdir(parents=True, exist_ok=True)
        mine = BUILT / f"mkl_kernels.{os.getpid()}.so"
        command = ["cc", "-shared", "-fPIC", "-O1", "-o", str(mine), str(HERE / "mkl_kernels.c")]
        try:
            subprocess.run(command, check=True, stdout=sys.stderr)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"MKL keeps the kernels it chose: {error}", file=sys.stderr)
            return None
        mine.replace(library)
    return library


class Conversation:
    """One JSON object per line on what was standard output; everything else printed goes to standard error."""

    def __init__(self):
        self.replies = os.fdopen(os.dup(1), "w", buffering=1)
        os.dup2(2, 1)

    def say(self, **event):
        self.replies.write(json.dumps(event) + "\n")

    def serve(self, trained):
        """Answers each `go SECONDS` with what `trained(seconds)` returns as (task-steps, seconds), until `quit`."""
        for line in sys.stdin:
            words = line.split()
            if words[:1] == ["quit"]:
                return
            if words[:1] == ["go"]:
                task_steps, seconds = trained(float(words[1]))
                self.say(event="turn", taskSteps=task_steps, seconds=seconds)


def train_for(system, seconds):
    """Trains whole steps for about `seconds`; (task-steps, seconds)."""
    system.fresh = True
    steps = 0
    start = time.perf_counter()
    while True:
        system.step(steps)
        steps += 1
        spent = time.perf_counter() - start
        if spent >= seconds:
            return steps * system.tasks * system.steps_per_call, spent


def warm_up(train, limit=8.0):
    """Trains until two half seconds in a row agree within a tenth, at most about `limit` seconds."""
    begin, last = time.perf_counter(), 0.0
    while time.perf_counter() - begin < limit:
        task_steps, seconds = train(0.5)
        rate = task_steps / seconds
        if last and abs(rate - last) < 0.1 * last:
            return
        last = rate


def check(system, name, out):
    """Four training steps from the fixture's start; returns the object of the ready line."""
    system.reset()
    before = system.phi().clone()
    losses = [float(system.single_step(0))]
    gradient, update = system.gradient(), system.phi() - before
    losses += [float(system.single_step(i)) for i in range(1, 4)]
    return written(out, name, losses, gradient, update)


def written(out, name, losses, gradient, update):
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    files = {}
    for kind, data in (("gradient", gradient), ("update", update)):
        path = folder / f"{name}.{kind}.f32"
        path.write_bytes(data.detach().float().contiguous().numpy().tobytes())
        files[kind] = str(path)
    return {"losses": losses, **files}


def versions(**more):
    import torch

    return {"python": sys.version.split()[0], "torch": torch.__version__, **more}
