"""All systems on one case with a number of threads: start, compare, take turns."""

import time

from .agreement import FirstSteps, compare
from .conversation import Conversation, NotPossible, SystemFailed
from .summary import ratios, summarize
from .systems import environment_of

START_SECONDS = 600
TURN_SECONDS = 180


class Group:
    """One case with one number of threads."""

    def __init__(self, case, threads, systems, cluster, runs, say, start_seconds=START_SECONDS):
        self.case = case
        self.threads = threads
        self.systems = systems
        self.cluster = cluster
        self.runs = runs
        self.start_seconds = start_seconds
        self.say = lambda text: say(f"[{case}, {threads} thread{'s' if threads > 1 else ''}] {text}")
        self.conversations = {}
        self.results = {}
        self.reference = None

    def run(self, fixture, turns, seconds):
        """Everything measured, as it goes into the results."""
        try:
            for system in self.systems:
                self._guarded(system, lambda system=system: self._start(system, fixture))
            for turn in range(turns):
                for system in [s for s in self.systems if s.name in self.conversations and turn < s.most_turns]:
                    self._guarded(system, lambda system=system: self._turn(system, seconds))
                self.say(f"turn {turn + 1} of {turns}")
        finally:
            for name in list(self.conversations):
                self._close(name)
        for result in self.results.values():
            if result["status"] == "measured":
                result.update(summarize(result["turns"]))
                self.say(f"{result['name']}: {result['median']:.4g} task-steps/s")
        ours = [system.name for system in self.systems if system.ours]
        return {
            "work": self.case.work,
            "tasks": self.case.tasks,
            "threads": self.threads,
            "systems": self.results,
            "ratios": ratios(self.results, ours),
        }

    def _guarded(self, system, action):
        """A system that fails is reported and left out; the others go on."""
        try:
            action()
        except NotPossible as reason:
            self._fail(system.name, "not possible", str(reason))
        except (SystemFailed, RuntimeError, OSError, KeyError, ValueError) as error:
            self._fail(system.name, "failed", f"{type(error).__name__}: {error}" if isinstance(error, KeyError) else str(error))

    def _fail(self, name, status, reason):
        self.results[name] = {"name": name, "status": status, "reason": reason}
        self.say(f"{name} {status}: {reason}")
        self._close(name)

    def _close(self, name):
        conversation = self.conversations.pop(name, None)
        if conversation:
            conversation.close()

    def _start(self, system, fixture):
        reason = system.missing()
        if reason:
            self._fail(system.name, "missing", reason)
            return
        if system.on_cluster:
            self.cluster.start()
        out = self.runs / f"{self.case.folder}-{self.threads}" / system.name
        out.mkdir(parents=True, exist_ok=True)
        self.say(f"{system.name}: starting")
        command = [*system.command(), "--fixture", str(fixture), "--out", str(out), "--threads", str(self.threads)]
        begin = time.monotonic()
        conversation = Conversation(command, environment_of(system), out / "log.txt")
        self.conversations[system.name] = conversation
        ready = conversation.expect("ready", self.start_seconds)
        ready_after = time.monotonic() - begin
        agreement = self._compare(system.name, FirstSteps.of(ready["check"]))
        self.results[system.name] = {
            "name": system.name,
            "status": "measured",
            "variant": ready.get("variant", ""),
            "versions": ready.get("versions", {}),
            "agreement": agreement,
            "startSeconds": round(ready_after, 1),
            "turns": [],
        }
        if not agreement["agrees"]:
            self._fail(system.name, "disagrees", f"with {self.reference[0]}: {agreement}")

    def _compare(self, name, first_steps):
        if self.reference is None:
            self.reference = (name, first_steps)
        return compare(first_steps, self.reference[1]) | {"with": self.reference[0]}

    def _turn(self, system, seconds):
        conversation = self.conversations[system.name]
        conversation.say(f"go {seconds:g}")
        message = conversation.expect("turn", TURN_SECONDS + 10 * seconds)
        if message["taskSteps"] <= 0 or message["seconds"] <= 0:
            raise SystemFailed(f"a turn of {message}; expected more than nothing")
        self.results[system.name]["turns"].append({key: message[key] for key in ("taskSteps", "seconds")})
