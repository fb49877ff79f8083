"""Whether two systems computed the same."""

import math
from array import array
from dataclasses import dataclass
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


def floats(path):
    """The float32 values of a file."""
    values = array("f")
    path = Path(path)
    with path.open("rb") as file:
        values.fromfile(file, path.stat().st_size // values.itemsize)
    return values


def length(values):
    """The Euclidean norm."""
    return math.sqrt(math.fsum(value * value for value in values))


def distance(values, reference):
    """The norm of the difference relative to the norm of the reference."""
    if len(values) != len(reference):
        return math.inf
    size = length(reference)
    apart = math.dist(values, reference)
    return apart / size if size > 0 else apart


def largest(values):
    """The largest; infinite if one is not a number."""
    return max(math.inf if math.isnan(value) else value for value in values)


def compare(mine, reference):
    """Relative differences from the reference, and whether each is within its limit."""
    losses = largest(abs(a - b) / max(abs(b), 1e-30) for a, b in zip(mine.losses, reference.losses, strict=True))
    typical = length(reference.gradient) / math.sqrt(max(1, len(reference.gradient)))
    clear = [i for i, value in enumerate(reference.gradient) if abs(value) > CLEAR_GRADIENT * typical]
    same_length = len(mine.update) == len(reference.update)
    update = distance([mine.update[i] for i in clear], [reference.update[i] for i in clear]) if same_length else math.inf
    gradient = distance(mine.gradient, reference.gradient)
    return {
        "losses": losses,
        "gradient": gradient,
        "update": update,
        "updateOfAll": distance(mine.update, reference.update),
        "comparedShare": len(clear) / max(1, len(reference.gradient)),
        "agrees": losses <= LOSS_LIMIT and gradient <= GRADIENT_LIMIT and update <= UPDATE_LIMIT,
    }
