"""What the machine is and what it can do at best."""

import json
import os
import platform
import re
import subprocess
from pathlib import Path

from . import java


def measure(threads):
    """Rates of products and memory, and the kernel OpenBLAS chose."""
    outcome = subprocess.run(
        java.command("Machine", "--threads", threads),
        env=os.environ | {"OPENBLAS_VERBOSE": "2"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        start_new_session=True,
    )
    if outcome.returncode != 0:
        raise RuntimeError(f"the machine could not be measured: {outcome.stderr.strip()[-500:]}")
    kernel = re.search(r"^Core: (\S+)", outcome.stderr, re.MULTILINE)
    result = json.loads(outcome.stdout)
    # Results are published: the library's name says enough, the folder is this machine's own.
    library = re.sub(r"\(/\S*/", "(", result["blas"])
    return result | {"blas": library, "blasKernel": kernel.group(1) if kernel else "unknown"}


def describe():
    """Processor, cores, memory, operating system."""
    text = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    model = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    flags = re.search(r"^flags\s*:\s*(.+)$", text, re.MULTILINE)
    vectors = [flag for flag in ("avx2", "avx512f", "avx512_bf16") if flags and flag in flags.group(1).split()]
    return {
        "cpu": model.group(1) if model else platform.processor(),
        "cores": os.cpu_count(),
        "vectors": vectors,
        "memoryBytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "system": f"{platform.system()} {platform.release()}",
    }


def load():
    """How busy the machine is: its load average over the last minute."""
    return os.getloadavg()[0]
