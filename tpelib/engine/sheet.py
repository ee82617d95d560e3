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
from functools import cached_property, lru_cache
from typing import Any

from markupsafe import Markup

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.html import NOTHING, as_typed, element, on_lines, rows, set_text, titles
from tpelib.charts.static import static_html
from tpelib.engine.answer import Answer, Rows, questions_of
from tpelib.engine.exercise import Answers, Exercise, ReadOnce
from tpelib.engine.marking import Reason, Result
from tpelib.engine.questions import Question

__all__ = ["LATER", "Sheet", "answer_html", "drawn_in", "sheet", "without_pictures"]

_WHERE = "Les dessins de cette réponse se voient dans Formgrader, sur la page du jury et dans le retour."
LATER = element("p", element("em", set_text(_WHERE)), class_="tpe-drawn-later")
"""What stands in a page in place of pictures that are drawn when it is read."""

_FAILED = Markup("<p><em>Le dessin n’a pas pu être fait.</em></p>")
_PICTURES = re.compile(f'{re.escape(LATER)}|<figure class="tpe-chart"|{re.escape(_FAILED)}')
"""Where the pictures of a sheet begin: they are its end."""
_WORDS = {
    "right": Markup("<strong>✓ Juste</strong>"),
    "partial": Markup("<strong>~ En partie</strong>"),
    "wrong": Markup("<strong>✗ À revoir</strong>"),
    "missing": Markup("<strong>… À compléter</strong>"),
}
_COLON = Markup(" : ")
_NO_ANSWER = Markup("<em>(sans réponse)</em>")


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
    def html(self) -> Markup:
        """Title, points, reasons, answer, pictures."""
        return self._written(_pictures_html(self.exercise, self.answers))

    @cached_property
    def words(self) -> Markup:
        """The same with :data:`LATER` in place of the pictures, for :func:`drawn_in`: none of them is drawn."""
        return self._written(LATER)

    def _written(self, pictures: Markup) -> Markup:
        answer = self.answers.parsed(self.exercise).answer
        own = pictures if self.exercise.draws else NOTHING
        shown = () if answer.is_blank else (answer_html(answer), own)
        head = element("h4", set_text(self.exercise.title), _COLON, set_text(self.result.sentence))
        warned = (element("p", element("strong", set_text(notice))) for notice in self.notices)
        return element("section", head, *warned, _reasons_html(self.result), *shown, lang="fr")


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


def answer_html(answer: Answer) -> Markup:
    """Return an answer as a static HTML description list, tables for rows."""
    parts: list[Markup] = []
    for name, question in questions_of(type(answer)).items():
        value = getattr(answer, name)
        shown = _rows(question, value) if isinstance(question, Rows) and value else _value(question, value)
        parts += (_term(question.label), element("dd", shown))
    return element("dl", *parts)


@lru_cache(maxsize=1024)  # the questions are the same for everybody
def _term(label: str) -> Markup:
    return element("dt", element("strong", set_text(label)))


def _reasons_html(result: Result) -> Markup:
    return element("ul", *map(_reason, result.reasons))


def _reason(reason: Reason) -> Markup:
    worth = f" ({french.number(reason.points)} / {french.number(reason.max)})" if reason.max else ""
    return element("li", _WORDS[reason.state], as_typed(f"{worth} — "), set_text(reason.text))


def _pictures_html(exercise: Exercise[Any], answers: Answers) -> Markup:
    try:
        return static_html(exercise.pictures(answers))
    except TpeError:
        return NOTHING  # the reasons say what is missing; there is nothing to draw
    except Exception:
        return _FAILED  # it costs nobody a point


def _rows(question: Rows, given: Sequence[Answer]) -> Markup:
    columns = questions_of(question.row)
    labels = question.row_labels or [str(index) for index in range(1, len(given) + 1)]
    lines = (
        [set_text(label), *(_value(column, getattr(one, name)) for name, column in columns.items())]
        for label, one in zip(labels, given, strict=False)
    )
    return element("table", _head(question.row), element("tbody", rows(lines)))


@lru_cache(maxsize=256)
def _head(one: type[Answer]) -> Markup:
    """Return the titles of the columns of a table of rows."""
    return titles([set_text("N°"), *(set_text(column.label) for column in questions_of(one).values())])


def _value(question: Question, value: Any) -> Markup:
    shown = question.show(value)
    return on_lines(as_typed(shown)) if shown else _NO_ANSWER
