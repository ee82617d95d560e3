"""Captions on the timeline of their video: when each is seen, whether it reads well, and what hinders it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from tpelib.base import french
from tpelib.base.html import NOTHING, as_typed, each, element, joined, set_text
from tpelib.base.look import inline_style
from tpelib.charts.picture import Picture, Table
from tpelib.domain.captions import (
    KINDS,
    Cue,
    CueFault,
    comfortable_signs,
    faults,
    signs,
    time_text,
)

__all__ = ["timeline"]

_FOLDED = 12
"""Captions above which the list is folded: the strip and the table stay."""
_LANES = 3

# The drawing carries its own style: it is the same in a notebook, a dashboard or an assessor's page.
_STYLE = inline_style("tpelib.course.drawings", "captions.css")


def timeline(cues: Sequence[Cue], *, title: str, judged: bool = True) -> Picture:
    """Draw captions on the timeline of their video; what hinders each is said only when they are ``judged``.

    Parameters
    ----------
    cues : sequence of Cue
        One at least.
    """
    found: dict[int, list[CueFault]] = {}
    for fault in faults(cues) if judged else ():
        found.setdefault(fault.position, []).append(fault)
    states = [_state(found.get(rank, []), judged) for rank in range(len(cues))]
    listed = element("ol", *(_line(rank, cue, found.get(rank, []), judged) for rank, cue in enumerate(cues)))
    if len(cues) > _FOLDED:
        summary = element("summary", as_typed(f"Voir les {len(cues)} sous-titres, un par un"))
        listed = element("details", summary, listed)
    strip = _strip(cues, found, judged)
    header = ["Sous-titre", "De", "À", "Qui parle", "Texte", "Signes", "Lus à l'aise", "État"]
    rows = [_row(rank, cue, state) for rank, (cue, state) in enumerate(zip(cues, states, strict=True))]
    if not judged:
        header, rows = header[:-1], [row[:-1] for row in rows]
    return Picture(
        title,
        _reading(cues, found, judged),
        f"{title}. {french.plural(len(cues), 'sous-titre')}, dans l'ordre. "
        + " ".join(f"Sous-titre {rank + 1} : {state}." for rank, state in enumerate(states)),
        {},
        Table(title, header, rows),
        "Source : charte relative à la qualité du sous-titrage à destination des personnes sourdes ou malentendantes, 2011, "
        "pour les vitesses jusqu'à 4 secondes et les deux lignes ; au-delà de 4 secondes, et pour la longueur des lignes, "
        "règles de ce cours",
        html=joined((_STYLE, element("div", strip, listed, class_="tpe-captions", lang="fr"))),
    )


def _reading(cues: Sequence[Cue], found: Mapping[int, Sequence[CueFault]], judged: bool) -> str:
    if not judged:
        return "Voici les sous-titres tels qu'ils sont écrits : à vous de dire ce qui gêne chacun."
    if not found:
        return f"{french.plural(len(cues), 'sous-titre')}, et tout se lit bien."
    numbers = french.listing([str(rank + 1) for rank in list(found)[:8]])
    more = " et d'autres" if len(found) > 8 else ""
    which = "le numéro" if len(found) == 1 else "les numéros"
    count = french.plural(len(found), "sous-titre est à reprendre", "sous-titres sont à reprendre")
    return f"{count} sur {len(cues)} : {which} {numbers}{more}."


def _state(found: Sequence[CueFault], judged: bool) -> str:
    if found:
        return french.listing([KINDS[fault.kind] for fault in found])
    return "se lit bien" if judged else "à juger"


def _row(rank: int, cue: Cue, state: str) -> list[str]:
    return [
        str(rank + 1),
        time_text(cue.start),
        time_text(cue.end),
        cue.speaker,
        " / ".join(cue.text.split("\n")),
        french.number(signs(cue.text)),
        french.number(comfortable_signs(cue.end - cue.start), 0),
        state,
    ]


def _strip(cues: Sequence[Cue], found: Mapping[int, Sequence[CueFault]], judged: bool) -> Markup:
    """Return the strip of the video; captions seen together stand one under the other."""
    first, last = 0.0, max(max(cue.start, cue.end) for cue in cues) or 1.0
    free = [0.0] * _LANES
    blocks = []
    for rank, cue in enumerate(cues):
        lane = next((lane for lane, until in enumerate(free) if cue.start >= until), _LANES - 1)
        free[lane] = max(cue.end, cue.start)
        left, width = 100 * cue.start / last, 100 * max(0.0, cue.end - cue.start) / last
        sign = ("✗ " if rank in found else "✓ ") if judged else ""
        kind = (" tpe-badly" if rank in found else " tpe-well") if judged else ""
        blocks.append(
            element(
                "div",
                as_typed(f"{sign if width > 5 else ''}{rank + 1}"),
                class_=f"tpe-block{kind}",
                style=f"left:{left:.2f}%;width:{width:.2f}%;top:{32 * lane}px",
            )
        )
    lanes = 1 + max(lane for lane, until in enumerate(free) if until or not lane)
    ends = each("span", (as_typed(time_text(end)) for end in (first, last)))
    return element(
        "div",
        element("div", *blocks, class_="tpe-strip", style=f"height:{32 * lanes}px"),
        element("div", ends, class_="tpe-ends"),
        aria_hidden="true",
    )


_WELL = Markup('<strong class="tpe-well">✓ Se lit bien</strong>')


def _line(rank: int, cue: Cue, found: Sequence[CueFault], judged: bool) -> Markup:
    lasts = french.number(round(cue.end - cue.start, 1))
    pace = f"{french.plural(signs(cue.text), 'signe')} en {lasts} s"
    if not judged:
        told = [set_text(pace)]
    elif found:
        words = french.listing([KINDS[fault.kind] for fault in found])
        said = " ".join(fault.text for fault in found)
        verdict = element("strong", as_typed("✗ "), set_text(words.capitalize()), class_="tpe-badly")
        told = [verdict, element("span", set_text(said), class_="tpe-told")]
    else:
        told = [_WELL, element("span", set_text(pace), class_="tpe-told")]
    when = (
        element("strong", as_typed(f"Sous-titre {rank + 1}")),
        as_typed(f"{time_text(cue.start)} → {time_text(cue.end)} "),
        element("span", set_text(cue.speaker)) if cue.speaker else NOTHING,
    )
    return element(
        "li",
        element("span", *when, class_="tpe-when"),
        element("span", set_text(cue.text or "(rien)"), class_="tpe-seen"),
        element("span", *told),
    )
