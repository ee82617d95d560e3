"""How much the public of a case is on social networks, and how much of it an ad would reach."""

from typing import Any

from tpelib.base.french import parse_number, typed
from tpelib.course.c1.target.exercise import TARGET
from tpelib.course.c2.affinity.exercise import EVEN
from tpelib.course.c2.public.exercise import PUBLIC
from tpelib.course.cases import BusinessCase
from tpelib.domain import audience
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return the affinity of the public, and what its impressions come to."""
    where = PUBLIC.answer(known).where
    within, among = audience.population_share(where).share, audience.audience_share(where).share
    using = audience.estimate(where=where).known
    if not within or not among or not using:
        raise ValueError("the group of a case is too small to be read")
    population, users = round(100 * within, 1), round(100 * among, 1)
    index = 100 * users / population
    size = TARGET.answer(known).segments[0].size or 0
    shown, frequency = (parse_number(case.answers["c2-affinite"][key]) for key in ("shown", "frequency"))
    return {
        "in_population": typed(population, 1),
        "in_audience": typed(users, 1),
        "index": typed(index, 1),
        "verdict": "over" if index > 100 + EVEN else "under" if index < 100 - EVEN else "even",
        "users": typed(size * using[0], 0),
        "reach": typed(shown / frequency, 0),
        "coverage": typed(100 * shown / frequency / size, 1),
    }
