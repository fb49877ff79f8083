"""The standalone Spark cluster of scripts/cluster.sh, on ports of the benchmark's own."""

import os
import subprocess

from . import folders


class Cluster:
    """One master, two workers of one core. Started when it is first needed, stopped at the end."""

    PORT = 27077
    PAGE_PORT = 28080
    URL = f"spark://127.0.0.1:{PORT}"
    HOME = folders.ROOT / ".cluster" / "home"

    def __init__(self):
        self.started = False

    def start(self):
        """Starts it; fails if a cluster runs already, which may be doing something else."""
        if self.started:
            return
        if self._run("status").returncode == 0:
            raise RuntimeError("a cluster of scripts/cluster.sh runs already; stop it with 'scripts/cluster.sh stop' first")
        self.started = True
        outcome = self._run("start")
        if outcome.returncode != 0:
            self.started = False  # cluster.sh has stopped what it had started
            lines = [line for line in outcome.stderr.splitlines() if "cluster.sh:" in line]
            raise RuntimeError("the cluster did not start: " + " ".join(lines or [outcome.stderr[-300:]]))

    def stop(self):
        """Stops it if we started it."""
        if self.started:
            self.started = False
            self._run("stop")

    def _run(self, action):
        environment = os.environ | {
            "CLUSTER_PORT": str(self.PORT),
            "CLUSTER_UI_PORT": str(self.PAGE_PORT),
            "CLUSTER_WORKERS": "2",
            "CLUSTER_CORES": "1",
            "CLUSTER_MEMORY": "4g",
        }
        script = folders.ROOT / "scripts" / "cluster.sh"
        return subprocess.run(
            [str(script), action], env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300
        )
