"""Whose inbox, whose profiles: the fictional case that an exercise of C6 takes its examples from."""

from __future__ import annotations

from tpelib.base.errors import DomainError
from tpelib.base.words import fold
from tpelib.course.c1.business.exercise import BUSINESS
from tpelib.course.c3.access.exercise import ACCESS
from tpelib.course.cases import BusinessCase, all_cases
from tpelib.engine.exercise import Answers
from tpelib.engine.questions import Option, Options

__all__ = ["TRADES", "case_of", "own_contacts"]

TRADES = Options(lambda: (Option(case.id, f"{case.trade} : {case.name}") for case in all_cases()))


def case_of(chosen: str, answers: Answers) -> BusinessCase:
    """Return the case that was chosen, else the one that bears the learner's own name.

    Raises
    ------
    DomainError
        Neither: the business is the learner's own, and no case was chosen.
    """
    named = fold(BUSINESS.answer(answers).name)
    for case in all_cases():
        if chosen == case.id or (not chosen and named and named == fold(case.name)):
            return case
    raise DomainError("Choisissez d'abord le commerce le plus proche du vôtre, au-dessus.")


def own_contacts(answers: Answers) -> tuple[str, ...]:
    """Return the numbers and addresses of the learner's own page (C3)."""
    return tuple(row.value for row in ACCESS.answer(answers).contacts if row.value)
