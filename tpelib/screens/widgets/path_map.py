"""The map of the path: a road from one notebook to the next, with the learner's own progress on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tpelib.base import french
from tpelib.base.html import BREAK, NOTHING, as_typed, element, joined, set_text, trusted
from tpelib.engine.books import DURATION_RULE, Book, books
from tpelib.engine.course import current
from tpelib.engine.progress import Step
from tpelib.engine.referential import load

__all__ = ["road"]

_A_ROW = 4
"""Stops side by side, where there is room."""
_PAPER = "M15 9h13l7 7v23H15zM28 9v7h7M20 23h10M20 28h10M20 33h6"
_FLAG = Markup('<p><span class="tpe-flag">Prochaine étape</span></p>')


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


def road(steps: Sequence[Step]) -> Markup:
    """Return the map as HTML: the next step in a sentence, then each notebook with a link and its progress.

    Parameters
    ----------
    steps : sequence of Step
        The whole path, as :func:`tpelib.engine.progress.progress` tells it.
    """
    stops = _stops(steps)
    ahead = next((stop for stop in stops if not stop.complete), None)
    drawn = (_stop(rank, stop, stop is ahead) for rank, stop in enumerate(stops))
    total = french.hours(sum(stop.book.minutes for stop in stops) / 60)
    told = (
        f"{DURATION_RULE} Pour tout le parcours, cela fait {total}. Rien n’est chronométré : prenez le temps qu’il "
        "vous faut, en autant de fois que vous voulez."
    )
    summary = element("summary", set_text("D’où viennent ces durées ?"))
    stages = element("ol", *drawn, aria_label="Les étapes du parcours")
    return joined(
        (
            _next(ahead, any(stop.begun for stop in stops)),
            element("div", stages, class_="tpe-road", style=f"--tpe-a-row: {_A_ROW}"),
            element("details", summary, element("p", set_text(told))),
        )
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


def _next(ahead: _Stop | None, begun: bool) -> Markup:
    if ahead is None:
        return element("p", set_text("Vous avez fini toutes les étapes. Il reste à vous relire."))
    word = "Votre prochaine étape" if begun else "Commencez ici"
    time = f" ({ahead.time})" if ahead.time else ""
    link = element("a", as_typed(ahead.book.title), href=ahead.book.file)
    return element("p", as_typed(f"{word}{french.NBSP}: "), link, as_typed(time), class_="tpe-next")


def _stop(rank: int, stop: _Stop, ahead: bool) -> Markup:
    row, column = divmod(rank, _A_ROW)
    names = ["tpe-stop-done"] * stop.complete + ["tpe-stop-next"] * ahead
    names += ["tpe-turn"] if column == _A_ROW - 1 else []
    names += ["tpe-back"] if row % 2 else []
    place = f"--tpe-column: {_A_ROW - column}; --tpe-row: {row + 1}" if row % 2 else None
    state = joined((as_typed(part) for part in (stop.state if stop.total else "", stop.time) if part), BREAK)
    words = (
        element("h3", element("a", as_typed(stop.book.title), href=stop.book.file)),
        _FLAG if ahead else NOTHING,
        element("p", as_typed(stop.plain)),
        element("p", state, class_="tpe-todo"),
    )
    return element("li", _ring(stop), element("div", *words), class_=" ".join(names), style=place)


def _ring(stop: _Stop) -> Markup:
    icons = current().icons()
    done = 100 * stop.done / stop.total if stop.total else 0
    arc = (
        '<circle class="tpe-ring-done" cx="24" cy="24" r="21" pathLength="100" '
        f'stroke-dasharray="{done:.0f} 100" transform="rotate(-90 24 24)"/>'
    )
    return trusted(
        '<svg viewBox="0 0 48 48" aria-hidden="true"><circle class="tpe-ring" cx="24" cy="24" r="21"/>'
        f'{arc if done else ""}<path class="tpe-icon" transform="translate(6 6) scale(.75)" '
        f'd="{icons.get(stop.book.competency or stop.book.file, _PAPER)}"/></svg>'
    )
