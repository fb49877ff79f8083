"""All systems on one case with a number of threads: start, compare, take turns."""

import time
from concurrent.futures import ThreadPoolExecutor

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
        self.comparisons = {}
        self.beginnings = {}
        self.results = {}
        self.reference = None

    def run(self, fixture, turns, seconds):
        """Everything measured, as it goes into the results."""
        try:
            self._start_all(fixture)
            for turn in range(turns):
                for system in [s for s in self.systems if s.name in self.conversations and turn < s.most_turns]:
                    self._guarded(system, lambda system=system: self._turn(system, seconds))
                self.say(f"turn {turn + 1} of {turns}")
        finally:
            for conversation in self.conversations.values():
                conversation.quit()
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

    def _start_all(self, fixture):
        """One after the other; what a system computed is compared while the next one starts."""
        with ThreadPoolExecutor(1) as comparing:
            for system, following in zip(self.systems, [*self.systems[1:], None]):
                self._guarded(system, lambda system=system: self._launch(system, fixture))
                if following and following.alongside:
                    self._guarded(following, lambda following=following: self._launch(following, fixture))
                self._guarded(system, lambda system=system: self._await(system, comparing))
            for system in [s for s in self.systems if s.name in self.comparisons]:
                self._guarded(system, lambda system=system: self._judge(system))

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

    def _launch(self, system, fixture):
        if system.name in self.beginnings:
            return
        self.beginnings[system.name] = time.monotonic()
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
        self.conversations[system.name] = Conversation(command, environment_of(system), out / "log.txt")

    def _await(self, system, comparing):
        conversation = self.conversations.get(system.name)
        if conversation is None:
            return
        ready = conversation.expect("ready", self.start_seconds)
        self.results[system.name] = {
            "name": system.name,
            "status": "measured",
            "variant": ready.get("variant", ""),
            "versions": ready.get("versions", {}),
            "startSeconds": round(time.monotonic() - self.beginnings[system.name], 1),
            "turns": [],
        }
        self.comparisons[system.name] = comparing.submit(self._compare, system.name, ready["check"])

    def _compare(self, name, check):
        first_steps = FirstSteps.of(check)
        if self.reference is None:
            self.reference = (name, first_steps)
        return compare(first_steps, self.reference[1]) | {"with": self.reference[0]}

    def _judge(self, system):
        agreement = self.comparisons[system.name].result()
        self.results[system.name]["agreement"] = agreement
        if not agreement["agrees"]:
            self._fail(system.name, "disagrees", f"with {agreement['with']}: {agreement}")

    def _turn(self, system, seconds):
        conversation = self.conversations[system.name]
        conversation.say(f"go {seconds:g}")
        message = conversation.expect("turn", TURN_SECONDS + 10 * seconds)
        if message["taskSteps"] <= 0 or message["seconds"] <= 0:
            raise SystemFailed(f"a turn of {message}; expected more than nothing")
        self.results[system.name]["turns"].append({key: message[key] for key in ("taskSteps", "seconds", "sgemm") if key in message})
