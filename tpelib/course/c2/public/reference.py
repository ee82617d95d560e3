"""The share of the public of a case that uses social networks."""

from typing import Any

from tpelib.base.french import typed
from tpelib.course.c1.target.exercise import TARGET
from tpelib.course.c2.public.exercise import Public
from tpelib.course.cases import BusinessCase
from tpelib.domain import audience
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return the first public of the case as the survey cuts it, and what it says of it."""
    segment = TARGET.answer(known).segments[0]
    ages = audience.ages_between(segment.age_from or 0, segment.age_to or 0)
    group = {"first_age": ages[0], "last_age": ages[-1]}
    found = audience.estimate(where=Public.read({**case.answers["c2-public"], **group}).answer.where)
    if found.known is None:
        raise ValueError("the group of a case is too small to be read")
    share, low, high = (typed(100 * value, 1) for value in found.known)
    return {
        **group,
        "share": share,
        "low": low,
        "high": high,
        "people": typed(found.n),
        "standing": audience.position(found, audience.estimate()),
        "segment": "0",
    }
