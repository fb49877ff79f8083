"""Where things lie."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT / "bench"
TARGET = BENCH / "target"
RESULTS = BENCH / "results"
FIXTURES = TARGET / "fixtures"
RUNS = TARGET / "runs"
WORKLOADS = BENCH / "workloads.json"
PEER_PYTHON = BENCH / "venv" / "bin" / "python"


def shown(path):
    """A path as messages show it: relative to the project."""
    path = Path(path)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
