"""Which question a jury would ask of this dossier: where it is weak first, with the candidate's own figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from tpelib.base import french
from tpelib.course.oral.question_bank import JuryQuestion, load
from tpelib.course.report.sections import filled
from tpelib.engine.exercise import Answers, ReadOnce
from tpelib.engine.marking import Reason, Result
from tpelib.engine.registry import get

__all__ = ["AskedQuestion", "ask", "asked", "questions_for"]

Ground = Literal["weak", "missing", "solid"]
_ORDER: tuple[Ground, ...] = ("weak", "missing", "solid")
_STOP = re.compile(r"\.(\s»)")
_ELSEWHERE = 0.5
"""A weak point of the same exercise that the question does not bear on counts for so much (rule of the course)."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as it is asked to one candidate.

    Parameters
    ----------
    question : JuryQuestion
        What it comes from.
    words : str
        The question, with the candidate's own figures where the dossier holds them.
    why : str
        Why it would be asked, in French: what the check of the exercise says.
    ground : str
        ``"weak"``: points were lost there; ``"missing"``: nothing was answered; ``"solid"``: neither.
    weakness : float
        Share of the points of the exercise that are lost there, in [0, 1].
    """

    question: JuryQuestion
    words: str
    why: str
    ground: Ground
    weakness: float


def questions_for(dossier: Answers) -> tuple[AskedQuestion, ...]:
    """Return every question in the order a jury would ask: weak points first, one criterion after the other.

    Parameters
    ----------
    dossier : Answers
        The answers of the candidate.
    """
    answers = ReadOnce.of(dossier)
    bank = load().questions
    results = {name: get(name).evaluate(answers) for name in dict.fromkeys(one.exercise for one in bank)}
    every = [_asked(question, answers, results[question.exercise]) for question in bank]
    every.sort(key=lambda one: (_ORDER.index(one.ground), -one.weakness))
    turns: Counter[tuple[Ground, str]] = Counter()
    ranked = []
    for one in every:  # the second question on a criterion waits for the first on the others
        turn = one.ground, one.question.criterion
        ranked.append((_ORDER.index(one.ground), turns[turn], one))
        turns[turn] += 1
    return tuple(one for _, _, one in sorted(ranked, key=lambda item: item[:2]))


def ask(dossier: Answers, criterion: str = "", seen: Collection[str] = ()) -> AskedQuestion:
    """Return the next question.

    Parameters
    ----------
    dossier : Answers
        The answers of the candidate.
    criterion : str
        The criterion to be asked about; any when empty.
    seen : collection of str
        Words of the questions that were asked already: once all were, they come again.
    """
    every = [one for one in questions_for(dossier) if criterion in ("", one.question.criterion)]
    said = {_key(words) for words in seen}
    return next((one for one in every if said.isdisjoint(_wordings(one))), every[0])


def asked(dossier: Answers, words: str) -> AskedQuestion | None:
    """Return the question that was asked in these words; ``None`` for one that the candidate wrote."""
    answers, key = ReadOnce.of(dossier), _key(words)
    for question in load().questions:
        if key in (_key(question.text), _key(_said(question, answers))):
            return _asked(question, answers, get(question.exercise).evaluate(answers))
    return None


def _wordings(one: AskedQuestion) -> set[str]:
    return {_key(one.words), _key(one.question.text)}


def _key(words: str) -> str:
    return " ".join(words.split()).casefold()


def _said(question: JuryQuestion, answers: Answers) -> str:
    """Return the question in the candidate's own figures; a quoted sentence leaves its full stop."""
    return _STOP.sub(r"\1", filled(question.own, answers)) or question.text


def _asked(question: JuryQuestion, answers: Answers, result: Result) -> AskedQuestion:
    exercise, words = get(question.exercise), _said(question, answers)
    if exercise.answer(answers).is_blank:
        why = f"L'exercice « {exercise.title} » reste à faire : le jury cherchera sa réponse dans votre dossier."
        return AskedQuestion(question, words, french.typography(why), "missing", 1.0)
    lost = [reason for reason in result.reasons if reason.max > reason.points]
    if not lost:
        why = "Ce point est solide dans votre dossier : racontez-le comme vous l'avez vécu."
        return AskedQuestion(question, words, french.typography(why), "solid", 0.0)
    near = [one for one in lost if not question.fields or one.field.split(".")[0] in question.fields]
    worst = max(near or lost, key=lambda reason: reason.max - reason.points)
    why = french.typography(f"Votre dossier, à l'exercice « {exercise.title} » : {worst.text}")
    points = _points(near) + _ELSEWHERE * (_points(lost) - _points(near))
    return AskedQuestion(question, words, why, "weak", points / result.max)


def _points(reasons: Sequence[Reason]) -> float:
    return sum(reason.max - reason.points for reason in reasons)
