"""What fictional learners get wrong, and what each mistake costs: by construction, not by asking the grader.

A fault changes a good answer in one way whose price follows from the marking scheme of its competency; those of an
exercise are the file ``faults.toml`` of its folder. A test holds each price on each of the fictional cases, for a
learner who stops at the end of that competency: what a later one makes of the answer is its own affair.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cache
from typing import Any

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from tpelib.base.data import typed
from tpelib.base.resources import read_toml
from tpelib.engine.registry import all_exercises, file_beside

__all__ = ["Fault", "all_faults"]


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Fault:
    """One mistake in one exercise.

    Parameters
    ----------
    exercise : str
        Where it is made.
    why : str
        The mistake, in French, for who reads the expected scores.
    costs : float
        Points lost there.
    elsewhere : mapping
        Exercise id to points lost wherever else the competency takes up the answer.
    rows : str
        The table in each row of which it is made; empty for the answer itself.
    set : mapping
        Field to what is typed instead.
    blank : sequence of str
        Fields that hold nothing at all.
    copy : mapping
        Field to the field whose value it takes; two of them change places.
    other : mapping
        Field to two choices: the other one is chosen.
    before, after : mapping
        Field to what is typed before, or after, what stands there.
    """

    exercise: str
    why: str
    costs: float
    elsewhere: Mapping[str, float] = field(default_factory=dict)
    rows: str = ""
    set: Mapping[str, Any] = field(default_factory=dict)
    blank: Sequence[str] = ()
    copy: Mapping[str, str] = field(default_factory=dict)
    other: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    before: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)

    @property
    def losses(self) -> Mapping[str, float]:
        """Exercise id to points lost, there and elsewhere."""
        return {self.exercise: self.costs, **self.elsewhere}

    def change(self, values: dict[str, Any]) -> None:
        """Make the mistake in a good answer: the values typed, changed in place."""
        if self.rows:
            values[self.rows] = [{**row, **self._typed(row)} for row in values[self.rows]]
        else:
            values.update(self._typed(values))

    def _typed(self, good: Mapping[str, Any]) -> dict[str, Any]:
        return {
            **self.set,
            **dict.fromkeys(self.blank),
            **{name: good[source] for name, source in self.copy.items()},
            **{name: two if good[name] == one else one for name, (one, two) in self.other.items()},
            **{name: f"{more}{good[name]}" for name, more in self.before.items()},
            **{name: f"{good[name]}{more}" for name, more in self.after.items()},
        }


@cache
def all_faults() -> tuple[Fault, ...]:
    """Return the mistakes, in the order of the path."""
    return tuple(
        typed(Fault, {"exercise": exercise.id, **fault}, f"{exercise.id}, faults.toml")
        for exercise in all_exercises()
        for fault in read_toml(file_beside(exercise, "faults.toml")).get("faults", ())
    )
