"""What a check gives: points, each with its reason, whose maxima add up in every branch."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from tpelib.base import french

__all__ = ["Marking", "Reason", "Result", "State"]

State = Literal["right", "partial", "wrong", "missing"]


@dataclass(frozen=True)
class Reason:
    """One line of a result: what is right, what is not and what to do, with the figure, in one sentence."""

    state: State
    text: str
    points: float
    max: float
    field: str = ""


@dataclass(frozen=True)
class Result:
    """Points earned out of a maximum, and why."""

    points: float
    max: float
    reasons: tuple[Reason, ...]

    @property
    def sentence(self) -> str:
        """The result in words: ``7,5 points sur 10``."""
        return f"{french.plural(self.points, 'point')} sur {french.number(self.max)}"

    def as_dict(self) -> dict[str, Any]:
        """Return the result as JSON, for the widgets."""
        return {
            "points": self.points,
            "max": self.max,
            "sentence": self.sentence,
            "reasons": [asdict(reason) for reason in self.reasons],
        }


@dataclass
class Marking:
    """Collects the reasons of one check.

    Parameters
    ----------
    points : float
        What the exercise is worth: the maxima of the reasons add up to it in every branch of a check.
    """

    points: float
    reasons: list[Reason] = field(default_factory=list)

    def award(
        self,
        points: float,
        earned: bool | float,
        right: str,
        wrong: str,
        *,
        partial: str | None = None,
        about: str = "",
    ) -> None:
        """Give some, all or none of these points, with the sentence that goes with it.

        Parameters
        ----------
        points : float
            What this reason is worth.
        earned : bool or float
            True for all, False for none, or the share earned in [0, 1] (rounded to the quarter point).
        right, wrong, partial : str
            Sentence for all, none, or some of the points (``wrong`` serves where ``partial`` is not given).
        about : str
            The field it speaks of, so that the learner can go there.
        """
        share = min(1.0, max(0.0, float(earned)))
        got = points if share == 1 else round(share * points * 4) / 4
        state: State = "right" if got >= points else "partial" if got > 0 else "wrong"
        text = {"right": right, "partial": partial or wrong, "wrong": wrong}[state]
        self.reasons.append(Reason(state, french.typography(text), float(got), float(points), about))

    def missing(self, points: float, text: str, *, about: str = "") -> None:
        """Say what is still to be filled, and what it is worth."""
        self.reasons.append(Reason("missing", french.typography(text), 0.0, float(points), about))

    def result(self) -> Result:
        """Return the result.

        Raises
        ------
        AssertionError
            The maxima do not add up to what the exercise is worth: a branch of the check forgot a reason.
        """
        total = sum(reason.max for reason in self.reasons)
        if abs(total - self.points) > 1e-9:
            raise AssertionError(f"reasons are worth {total}, the exercise {self.points}")
        return Result(
            float(sum(reason.points for reason in self.reasons)), float(self.points), tuple(self.reasons)
        )
