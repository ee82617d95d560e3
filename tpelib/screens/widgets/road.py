"""The map of the path: a road from one notebook to the next, with the learner's own progress on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from tpelib.base import french
from tpelib.engine.books import DURATION_RULE, Book, books
from tpelib.engine.course import current
from tpelib.engine.progress import Step
from tpelib.engine.referential import load

__all__ = ["road"]

_A_ROW = 4
"""Stops side by side, where there is room."""
_PAPER = "M15 9h13l7 7v23H15zM28 9v7h7M20 23h10M20 28h10M20 33h6"
_FLAG = '<p><span class="tpe-flag">Prochaine étape</span></p>'


@dataclass(frozen=True, slots=True)
class _Stop:
    """A notebook, what it teaches in everyday words, and how many of its exercises are done."""

    book: Book
    plain: str
    begun: bool
    done: int
    total: int

    @property
    def complete(self) -> bool:
        return self.done == self.total > 0

    @property
    def time(self) -> str:
        return f"environ {french.hours(self.book.minutes / 60)}" if self.book.minutes else ""

    @property
    def state(self) -> str:
        if self.complete:
            return "✓ Fini"
        if self.begun:
            return f"~ {french.plural(self.done, 'exercice fait', 'exercices faits')} sur {self.total}"
        return "○ À commencer"


def road(steps: Sequence[Step]) -> str:
    """Return the map as HTML: the next step in a sentence, then each notebook with a link and its progress.

    Parameters
    ----------
    steps : sequence of Step
        The whole path, as :func:`tpelib.engine.progress.progress` tells it.
    """
    stops = _stops(steps)
    ahead = next((stop for stop in stops if not stop.complete), None)
    drawn = "".join(_stop(rank, stop, stop is ahead) for rank, stop in enumerate(stops))
    total = french.hours(sum(stop.book.minutes for stop in stops) / 60)
    return (
        f"{_next(ahead, any(stop.begun for stop in stops))}"
        f'<div class="tpe-road" style="--tpe-a-row: {_A_ROW}"><ol aria-label="Les étapes du parcours">{drawn}</ol></div>'
        f"<details><summary>D’où viennent ces durées{french.NNBSP}?</summary><p>{escape(DURATION_RULE)} "
        f"Pour tout le parcours, cela fait {total}. Rien n’est chronométré{french.NBSP}: prenez le temps qu’il "
        "vous faut, en autant de fois que vous voulez.</p></details>"
    )


def _stops(steps: Sequence[Step]) -> list[_Stop]:
    plain = {found.id: found.plain for found in load().competencies}
    stops = []
    for book in books():
        own = [step for step in steps if book.competency and step.competency == book.competency]
        stops.append(
            _Stop(
                book,
                plain.get(book.competency, book.plain),
                any(step.state != "todo" for step in own),
                sum(step.state == "done" for step in own),
                len(own),
            )
        )
    return stops


def _next(ahead: _Stop | None, begun: bool) -> str:
    if ahead is None:
        return "<p>Vous avez fini toutes les étapes. Il reste à vous relire.</p>"
    word = "Votre prochaine étape" if begun else "Commencez ici"
    time = f" ({ahead.time})" if ahead.time else ""
    return (
        f'<p class="tpe-next">{word}{french.NBSP}: '
        f'<a href="{escape(ahead.book.file)}">{escape(ahead.book.title)}</a>{time}</p>'
    )


def _stop(rank: int, stop: _Stop, ahead: bool) -> str:
    row, column = divmod(rank, _A_ROW)
    names = ["tpe-stop-done"] * stop.complete + ["tpe-stop-next"] * ahead
    names += ["tpe-turn"] if column == _A_ROW - 1 else []
    names += ["tpe-back"] if row % 2 else []
    place = f' style="--tpe-column: {_A_ROW - column}; --tpe-row: {row + 1}"' if row % 2 else ""
    state = "<br>".join(part for part in (stop.state if stop.total else "", stop.time) if part)
    return (
        f'<li class="{" ".join(names)}"{place}>{_ring(stop)}<div>'
        f'<h3><a href="{escape(stop.book.file)}">{escape(stop.book.title)}</a></h3>'
        f"{_FLAG if ahead else ''}"
        f"<p>{escape(stop.plain)}</p>"
        f'<p class="tpe-todo">{state}</p></div></li>'
    )


def _ring(stop: _Stop) -> str:
    icons = current().icons()
    done = 100 * stop.done / stop.total if stop.total else 0
    arc = (
        '<circle class="tpe-ring-done" cx="24" cy="24" r="21" pathLength="100" '
        f'stroke-dasharray="{done:.0f} 100" transform="rotate(-90 24 24)"/>'
    )
    return (
        '<svg viewBox="0 0 48 48" aria-hidden="true"><circle class="tpe-ring" cx="24" cy="24" r="21"/>'
        f'{arc if done else ""}<path class="tpe-icon" transform="translate(6 6) scale(.75)" '
        f'd="{icons.get(stop.book.competency or stop.book.file, _PAPER)}"/></svg>'
    )
