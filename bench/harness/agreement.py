"""Whether two systems computed the same."""

import math
from array import array
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from pathlib import Path

LOSS_LIMIT = 1e-4
GRADIENT_LIMIT = 1e-4
# Adam's first step is the learning rate times the gradient's sign: where a gradient is no larger than its rounding error
# the sign is a matter of luck. So the update is compared where the gradient is larger than this share of its mean size.
CLEAR_GRADIENT = 1e-2
UPDATE_LIMIT = 1e-4


@dataclass(frozen=True)
class FirstSteps:
    """What a system computed in its first steps."""

    losses: list
    gradient: array
    update: array

    @staticmethod
    def of(check):
        """From the message of a system."""
        return FirstSteps(check["losses"], floats(check["gradient"]), floats(check["update"]))

    @cached_property
    def gradient_length(self):
        """Its Euclidean norm."""
        return length(self.gradient)

    @cached_property
    def update_length(self):
        """Its Euclidean norm."""
        return length(self.update)

    @cached_property
    def clear(self):
        """For each entry, whether the sign of its gradient is more than rounding."""
        least = CLEAR_GRADIENT * self.gradient_length / math.sqrt(max(1, len(self.gradient)))
        return bytes(abs(value) > least for value in self.gradient)

    @cached_property
    def clear_update(self):
        """The update where the gradient is clear."""
        return array("f", compress(self.update, self.clear))

    @cached_property
    def clear_length(self):
        """The norm of the clear part."""
        return length(self.clear_update)


def floats(path):
    """The float32 values of a file."""
    values = array("f")
    path = Path(path)
    with path.open("rb") as file:
        values.fromfile(file, path.stat().st_size // values.itemsize)
    return values


def length(values):
    """The Euclidean norm."""
    return math.hypot(*values)


def distance(values, reference, size=None):
    """The norm of the difference relative to the norm of the reference, which may be known."""
    if len(values) != len(reference):
        return math.inf
    size = length(reference) if size is None else size
    apart = math.dist(values, reference)
    return apart / size if size > 0 else apart


def largest(values):
    """The largest; infinite if one is not a number."""
    return max(math.inf if math.isnan(value) else value for value in values)


def compare(mine, reference):
    """Relative differences from the reference, and whether each is within its limit."""
    losses = largest(abs(a - b) / max(abs(b), 1e-30) for a, b in zip(mine.losses, reference.losses, strict=True))
    same_length = len(mine.update) == len(reference.update)
    mine_clear = array("f", compress(mine.update, reference.clear))
    update = distance(mine_clear, reference.clear_update, reference.clear_length) if same_length else math.inf
    gradient = distance(mine.gradient, reference.gradient, reference.gradient_length)
    return {
        "losses": losses,
        "gradient": gradient,
        "update": update,
        "updateOfAll": distance(mine.update, reference.update, reference.update_length),
        "comparedShare": sum(reference.clear) / max(1, len(reference.gradient)),
        "agrees": losses <= LOSS_LIMIT and gradient <= GRADIENT_LIMIT and update <= UPDATE_LIMIT,
    }
