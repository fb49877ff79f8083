"""Which work is run, at which sizes."""

import json
from dataclasses import dataclass

from . import folders


class Mistake(Exception):
    """A mistake in the command; the message is for the user."""


@dataclass(frozen=True)
class Case:
    """One kind of work with a number of tasks at once."""

    work: str
    tasks: int

    def __str__(self):
        return f"{self.work} T={self.tasks}"

    @property
    def folder(self):
        """A name for files and folders."""
        return f"{self.work}-{self.tasks}"


def all_cases(path=folders.WORKLOADS):
    """Every case of workloads.json, in its order."""
    text = json.loads(path.read_text(encoding="utf-8"))
    return [Case(work["id"], tasks) for work in text["workloads"] for tasks in work["tasks"]]


def chosen_cases(words, cases):
    """The cases named by a list such as W1,W2:16 (all sizes of W1, one of W2)."""
    chosen = []
    for word in words.split(","):
        work, _, tasks = word.strip().partition(":")
        found = [case for case in cases if case.work == work and tasks in ("", str(case.tasks))]
        if not found:
            known = ", ".join(f"{case.work}:{case.tasks}" for case in cases)
            raise Mistake(f"--works: there is no '{word}'; there are {known}")
        chosen += [case for case in found if case not in chosen]
    return chosen
