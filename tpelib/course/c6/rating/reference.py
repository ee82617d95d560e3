"""What the reviews of a case are worth."""

from typing import Any

from tpelib.base.french import typed
from tpelib.course.c6.rating.exercise import ALLOWED, CLOSE, FIELDS, Stars
from tpelib.course.cases import BusinessCase
from tpelib.domain.reputation.inbox import sample
from tpelib.domain.reputation.scores import pulled
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return the counts of the case, and what they give."""
    seen = sample(case.id)
    given = {
        "inbox": case.id,
        **{name: str(count) for name, count in zip(FIELDS, seen.counts, strict=True)},
        "hours": " ; ".join(typed(hours) for hours in seen.hours),
        "unanswered": str(seen.unanswered),
        "rival_mean": typed(seen.rival_mean),
        "rival_count": str(seen.rival_count),
        "ways": list(ALLOWED),
    }
    read = Stars.read(given).answer
    worth, delays = read.rating, read.delays
    if worth is None or delays is None:
        raise ValueError("a case has no reviews")
    gap = worth.pulled - pulled(seen.rival_mean, seen.rival_count)
    return {
        **given,
        "mean": typed(worth.mean, 2),
        "pulled": typed(worth.pulled, 2),
        "first": "close" if abs(gap) < CLOSE else "own" if gap > 0 else "rival",
        "happy": typed(100 * worth.happy, 1),
        "low": typed(100 * worth.low, 1),
        "median": typed(delays.median, 1),
        "p90": typed(delays.p90, 1),
        "within": typed(100 * delays.within_a_day, 1),
    }
