"""What an assessor reads of one exercise: points, reasons, the answer and its pictures, as static HTML.

It is the same under ``nbgrader autograde``, in the grader that starts no kernel and on the jury's page. All
that a learner typed is escaped; nothing in it needs a script.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.html import set_text
from tpelib.charts.static import static_html
from tpelib.engine.answer import Answer, Rows, questions_of
from tpelib.engine.exercise import Answers, Exercise, ReadOnce
from tpelib.engine.marking import Result
from tpelib.engine.questions import Question

__all__ = ["Sheet", "answer_html", "sheet"]

_WORDS = {"right": "✓ Juste", "partial": "~ En partie", "wrong": "✗ À revoir", "missing": "… À compléter"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One exercise, checked and written out.

    Parameters
    ----------
    points : float
        What the answer earns.
    html : str
        Title, points, reasons, answer, pictures; safe to put in a page as it is.
    """

    points: float
    html: str


def sheet(exercise: Exercise[Any], answers: Answers, notices: Sequence[str] = ()) -> Sheet:
    """Check an exercise and write it out.

    Parameters
    ----------
    exercise : Exercise
        What was asked.
    answers : Answers
        The dossier.
    notices : sequence of str
        What had to be mended on reading the dossier; read once the answers were.
    """
    once = ReadOnce.of(answers)
    result = exercise.evaluate(once)
    answer = once.parsed(exercise).answer
    shown = "" if answer.is_blank else f"{answer_html(answer)}{_pictures_html(exercise, once)}"
    head = f"<h4>{set_text(exercise.title)} : {set_text(result.sentence)}</h4>"
    warned = "".join(f"<p><strong>{set_text(notice)}</strong></p>" for notice in notices)
    html = f'<section lang="fr">{head}{warned}{_reasons_html(result)}{shown}</section>'
    return Sheet(float(result.points), html)


def answer_html(answer: Answer) -> str:
    """Return an answer as a static, escaped HTML description list, tables for rows."""
    parts: list[str] = []
    for name, question in questions_of(type(answer)).items():
        value = getattr(answer, name)
        shown = _rows(question, value) if isinstance(question, Rows) and value else _value(question, value)
        parts.append(f"<dt><strong>{set_text(question.label)}</strong></dt><dd>{shown}</dd>")
    return f"<dl>{''.join(parts)}</dl>"


def _reasons_html(result: Result) -> str:
    reasons = "".join(
        f"<li><strong>{_WORDS[reason.state]}</strong>"
        f"{f' ({french.number(reason.points)} / {french.number(reason.max)})' if reason.max else ''} — "
        f"{set_text(reason.text)}</li>"
        for reason in result.reasons
    )
    return f"<ul>{reasons}</ul>"


def _pictures_html(exercise: Exercise[Any], answers: Answers) -> str:
    try:
        return static_html(exercise.pictures(answers))
    except TpeError:
        return ""  # the reasons say what is missing; there is nothing to draw
    except Exception:
        return "<p><em>Le dessin n’a pas pu être fait.</em></p>"  # it costs nobody a point


def _rows(question: Rows, rows: Sequence[Answer]) -> str:
    columns = questions_of(question.row)
    labels = question.row_labels or [str(index) for index in range(1, len(rows) + 1)]
    head = "".join(f'<th scope="col">{set_text(column.label)}</th>' for column in columns.values())
    body = "".join(
        f'<tr><th scope="row">{set_text(label)}</th>'
        + "".join(f"<td>{_value(column, getattr(row, name))}</td>" for name, column in columns.items())
        + "</tr>"
        for label, row in zip(labels, rows, strict=False)
    )
    return f'<table><thead><tr><th scope="col">N°</th>{head}</tr></thead><tbody>{body}</tbody></table>'


def _value(question: Question, value: Any) -> str:
    shown = question.show(value)
    return escape(shown).replace("\n", "<br>") if shown else "<em>(sans réponse)</em>"
