"""Which of two versions wins, in the trial invented for a case."""

from typing import Any

from tpelib.base.french import typed
from tpelib.course.c1.campaign.exercise import CAMPAIGN
from tpelib.course.cases import BusinessCase
from tpelib.domain import abtest
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return the counts of the trial, both shares, the verdict, and three judgements."""
    planned = CAMPAIGN.answer(known)
    if planned.budget is None or planned.cpm is None or planned.ctr is None:
        raise ValueError("a case lacks a hypothesis of its campaign")
    trial = abtest.invented_trial(case.id, planned.budget / planned.cpm * 1000, planned.ctr / 100)
    found = abtest.compare(trial.clicks_a, trial.views_a, trial.clicks_b, trial.views_b)
    return {
        **{key: typed(getattr(trial, key)) for key in ("views_a", "clicks_a", "views_b", "clicks_b")},
        "share_a": typed(100 * found.first, 2),
        "share_b": typed(100 * found.second, 2),
        "verdict": found.verdict,
        "change": "unknown",
        "peek": "wait",
        "lift": "one",
    }
