"""The result of a test cell: answers and reasons for the assessor, points alone for nbgrader."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from tpelib import french
from tpelib.dossier import Content
from tpelib.exercises.engine import Answer, Exercise, Parsed, Result, questions_of
from tpelib.exercises.questions import Question, Rows

__all__ = ["GradeView", "answer_html"]

_WORDS = {"right": "✓ Juste", "partial": "~ En partie", "wrong": "✗ À revoir", "missing": "… À compléter"}


class GradeView:
    """What the last line of a test cell gives.

    Parameters
    ----------
    result : Result
        Points and reasons.
    exercise : Exercise
        What was asked.
    parsed : Parsed
        The answer as it could be read.
    notices : sequence of str
        What had to be mended on reading the dossier.

    Notes
    -----
    nbgrader reads the plain text of the output and wants a built-in float in [0, maximum]; feedback and
    formgrader show the HTML. All that a learner typed is escaped.
    """

    def __init__(
        self, result: Result, exercise: Exercise[Any], parsed: Parsed[Answer], notices: Sequence[str] = ()
    ) -> None:
        self.points = float(result.points)
        self._html = _page(result, exercise, parsed, notices)

    @classmethod
    def unreadable(cls, exercise: Exercise[Any], why: str) -> GradeView:
        """Return the view of a dossier that cannot be read at all: no point, and its reason."""
        return cls(exercise.evaluate(Content()), exercise, exercise.parse({}), (why,))

    def __repr__(self) -> str:
        return repr(self.points)

    def _repr_html_(self) -> str:
        return self._html


def answer_html(answer: Answer) -> str:
    """Return an answer as a static, escaped HTML description list, tables for rows."""
    parts: list[str] = []
    for name, question in questions_of(type(answer)).items():
        value = getattr(answer, name)
        shown = _rows(question, value) if isinstance(question, Rows) and value else _value(question, value)
        parts.append(f"<dt><strong>{_text(question.label)}</strong></dt><dd>{shown}</dd>")
    return f"<dl>{''.join(parts)}</dl>"


def _page(result: Result, exercise: Exercise[Any], parsed: Parsed[Answer], notices: Sequence[str]) -> str:
    head = f"<h4>{_text(exercise.title)} : {_text(result.sentence)}</h4>"
    warned = "".join(f"<p><strong>{_text(notice)}</strong></p>" for notice in notices)
    reasons = "".join(
        f"<li><strong>{_WORDS[reason.state]}</strong>"
        f"{f' ({french.number(reason.points)} / {french.number(reason.max)})' if reason.max else ''} — "
        f"{_text(reason.text)}</li>"
        for reason in result.reasons
    )
    body = "" if parsed.answer.is_blank else answer_html(parsed.answer)
    return f'<section lang="fr">{head}{warned}<ul>{reasons}</ul>{body}</section>'


def _rows(question: Rows, rows: Sequence[Answer]) -> str:
    columns = questions_of(question.row)
    labels = question.row_labels or [str(index) for index in range(1, len(rows) + 1)]
    head = "".join(f'<th scope="col">{_text(column.label)}</th>' for column in columns.values())
    body = "".join(
        f'<tr><th scope="row">{_text(label)}</th>'
        + "".join(f"<td>{_value(column, getattr(row, name))}</td>" for name, column in columns.items())
        + "</tr>"
        for label, row in zip(labels, rows, strict=False)
    )
    return f'<table><thead><tr><th scope="col">N°</th>{head}</tr></thead><tbody>{body}</tbody></table>'


def _value(question: Question, value: Any) -> str:
    shown = question.show(value)
    return escape(shown).replace("\n", "<br>") if shown else "<em>(sans réponse)</em>"


def _text(text: str) -> str:
    return escape(french.typography(text))
