"""What an assessor reads of one exercise: points, reasons, the answer and its pictures, as static HTML.

Checking is one thing and writing out is another: grading needs the points of everybody and the words of a page; a
picture is drawn only for a page that somebody opens or keeps. The page is the same under ``nbgrader autograde``, in
the grader that starts no kernel and on the jury's page. All that a learner typed is escaped; nothing in it needs a
script.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
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

__all__ = ["LATER", "Sheet", "answer_html", "drawn_in", "sheet", "without_pictures"]

_WHERE = "Les dessins de cette réponse se voient dans Formgrader, sur la page du jury et dans le retour."
LATER = f'<p class="tpe-drawn-later"><em>{set_text(_WHERE)}</em></p>'
"""What stands in a page in place of pictures that are drawn when it is read."""

_FAILED = "<p><em>Le dessin n’a pas pu être fait.</em></p>"
_PICTURES = re.compile(f'{re.escape(LATER)}|<figure class="tpe-chart"|{re.escape(_FAILED)}')
"""Where the pictures of a sheet begin: they are its end."""
_WORDS = {"right": "✓ Juste", "partial": "~ En partie", "wrong": "✗ À revoir", "missing": "… À compléter"}


@dataclass(frozen=True)
class Sheet:
    """One exercise, checked; it is written out when it is asked for.

    Parameters
    ----------
    exercise : Exercise
        What was asked.
    answers : ReadOnce
        The dossier.
    result : Result
        What the answer earns, and why.
    notices : sequence of str
        What had to be mended on reading the dossier.
    """

    exercise: Exercise[Any]
    answers: ReadOnce
    result: Result
    notices: Sequence[str] = ()

    @property
    def points(self) -> float:
        """What the answer earns."""
        return float(self.result.points)

    @cached_property
    def html(self) -> str:
        """Title, points, reasons, answer, pictures; safe to put in a page as it is."""
        return self._written(_pictures_html(self.exercise, self.answers))

    @cached_property
    def words(self) -> str:
        """The same with :data:`LATER` in place of the pictures, for :func:`drawn_in`: none of them is drawn."""
        return self._written(LATER)

    def _written(self, pictures: str) -> str:
        answer = self.answers.parsed(self.exercise).answer
        shown = "" if answer.is_blank else f"{answer_html(answer)}{pictures if self.exercise.draws else ''}"
        head = f"<h4>{set_text(self.exercise.title)} : {set_text(self.result.sentence)}</h4>"
        warned = "".join(f"<p><strong>{set_text(notice)}</strong></p>" for notice in self.notices)
        return f'<section lang="fr">{head}{warned}{_reasons_html(self.result)}{shown}</section>'


def sheet(exercise: Exercise[Any], answers: Answers, notices: Sequence[str] = ()) -> Sheet:
    """Check an exercise.

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
    return Sheet(exercise, once, exercise.evaluate(once), notices)


def drawn_in(words: str, exercise: Exercise[Any], answers: Answers) -> str:
    """Return :attr:`Sheet.words` of an exercise with its pictures drawn, which is then its :attr:`Sheet.html`."""
    return words.replace(LATER, _pictures_html(exercise, answers)) if LATER in words else words


def without_pictures(html: str) -> str:
    """Return what is the same in a sheet whether its pictures are drawn or not, to compare two of them."""
    return _PICTURES.split(html, maxsplit=1)[0].removesuffix("</section>")


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
        return _FAILED  # it costs nobody a point


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
