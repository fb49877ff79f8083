"""Puts the newest result into the documents."""

import subprocess

from . import folders, guard, table
from .cases import Mistake

PLACES = (("README.md", table.short), ("docs/performance.md", table.body))


def publish(say, places=PLACES):
    """Each document gets its table between the lines <!-- bench --> and <!-- end -->; returns the exit code."""
    results = guard.newest()
    if results is None:
        raise Mistake("--publish: bench/results holds no result; run scripts/bench.sh first")
    results = guard.with_newer_scale(results)
    for name, text in places:
        page = folders.TARGET / "page.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text(results), encoding="utf-8")
        script = folders.ROOT / "scripts" / "insert-table.sh"
        outcome = subprocess.run([str(script), str(folders.ROOT / name), "bench", str(page)], timeout=60)
        if outcome.returncode != 0:
            return outcome.returncode
        say(f"{name} holds the result of {results['date']}")
    return 0
