"""The slides as one page: one at a time on a screen, one under the other on paper or without a script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from html import escape

from tpelib.base import french
from tpelib.base.look import packaged, stylesheet
from tpelib.base.look.variants import NORMAL, Variant
from tpelib.course.oral.deck import Deck, Slide
from tpelib.documents.paper import Figure, Grid
from tpelib.documents.paper.blocks import shown
from tpelib.documents.paper.photos import kind_and_size

__all__ = ["to_html"]


def to_html(deck: Deck, variant: Variant = NORMAL) -> bytes:
    """Return the slides as one HTML file that needs no other: no outside address, one small script of its own.

    Parameters
    ----------
    deck : Deck
        What to show.
    variant : Variant
        How it is set.
    """
    script = packaged("tpelib.course.oral", "slides.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; font-src data:; img-src data:"
    title = _set(f"{deck.title} : ma soutenance")
    told = deck.set_for(variant)
    slides = "\n".join(_slide(slide, rank) for slide, rank in zip(told, _ranks(told), strict=True))
    return (
        '<!doctype html>\n<html lang="fr">\n<head><meta charset="utf-8">'
        f'<title>{title}</title><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="author" content="{_set(deck.author)}">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<style>{stylesheet(_look(variant), packaged('tpelib.course.oral', 'slides.css'))}</style></head>\n"
        f"<body>\n<main>\n{slides}\n</main>\n{_NAV}\n<script>{script}</script>\n</body></html>\n"
    ).encode()


_NAV = french.typography(
    '<nav aria-label="Diapositives" hidden><button type="button" class="previous">Précédente</button>'
    '<span class="rank"></span><button type="button" class="next">Suivante</button><span class="space"></span>'
    '<span class="told"></span><button type="button" class="time" aria-pressed="false">Temps écoulé</button>'
    '<button type="button" class="whole" aria-pressed="false">Tout sur une page</button></nav>'
)


_ALONE, _ALONE_LARGE = 1.28, 1.02
"""How much larger a text is set that stands alone on its slide; in larger print, how much larger still."""


def _look(variant: Variant) -> str:
    """Return the colours and the type of a variant: slides are light, whatever the screen they are shown from."""
    contrast = variant.name == "contraste"
    colours = {
        "paper": "ffffff" if contrast else "fbf8f3",
        "sheet": "ffffff",
        "hairline": variant.border if contrast else "e2dbcf",
        "on-action": "ffffff",
        "focus": variant.action if contrast else "1f5fa8",
        "ink": variant.ink,
        "quiet": variant.quiet,
        "action": variant.action,
        "border": variant.border,
        "tint": variant.tint,
    }
    listed = "".join(f"--tpe-{name}: #{value};" for name, value in colours.items())
    scale = 1 + (variant.size - NORMAL.size) / 24
    return (
        f":root {{ color-scheme: light; {listed} --tpe-line: {max(1.35, variant.line):g}; --oral: {scale:g}; "
        f"--oral-alone: {_ALONE if scale == 1 else _ALONE_LARGE}; "
        f"--oral-letter: {variant.letter / variant.size:.3f}em }}"
    )


def _ranks(slides: Sequence[Slide]) -> list[str]:
    """Return what number each slide shows: those kept for questions are counted apart."""
    found = []
    for kinds, words in ((("cover", "plain"), ""), (("aside",), "réserve ")):
        count = sum(slide.kind in kinds for slide in slides)
        found += [f"{words}{rank} sur {count}" for rank in range(1, count + 1)]
    return found


def _slide(slide: Slide, rank: str) -> str:
    level, figure = ("h1" if slide.kind == "cover" else "h2"), slide.figure
    points = "".join(f"<li>{_set(point)}</li>" for point in slide.points)
    listed = f'<ul class="points">{points}</ul>' if points else ""
    drawn = _figure(figure) if figure else ""
    inside = f"{drawn}{listed}" if slide.kind == "cover" else f"{listed}{drawn}"
    two = " two" if figure and points else ""
    notes = "".join(f"<p>{_set(note)}</p>" for note in slide.notes)
    folded = f"<details><summary>Mes notes</summary>{notes}</details>" if notes else ""
    table = _table(figure.table) if figure and figure.table else ""
    mark = f'<p class="mark">{_set(rank).capitalize()}</p>' if slide.kind != "cover" else ""
    kind = f"{slide.kind} pictured" if figure else slide.kind
    return (
        f'<section class="slide {kind}" id="{slide.id}" data-rank="{_set(rank)}" aria-labelledby="t-{slide.id}">'
        f'{mark}<{level} id="t-{slide.id}" tabindex="-1">{_set(slide.title)}</{level}>'
        f'<div class="body{two}">{inside}</div><div class="more">{folded}{table}</div></section>'
    )


def _figure(figure: Figure) -> str:
    if figure.photo:
        data = base64.b64encode(figure.photo).decode()
        drawn = f'<img src="data:{kind_and_size(figure.photo)[0]};base64,{data}" alt="{_set(figure.alternative)}">'
        return f"<figure>{drawn}</figure>"
    source = f"<p>{_set(figure.source)}</p>" if figure.source else ""
    return f"<figure><figcaption>{_set(figure.reading or figure.title)}</figcaption>{figure.svg}{source}</figure>"


def _table(grid: Grid) -> str:
    head = "".join(f'<th scope="col">{_set(cell)}</th>' for cell in grid.header)
    rows = "".join(
        f'<tr><th scope="row">{_set(row[0])}</th>{"".join(f"<td>{_set(cell)}</td>" for cell in row[1:])}</tr>'
        for row in grid.rows
    )
    return (
        f"<details><summary>Les chiffres</summary><table><caption>{_set(grid.caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></details>"
    )


def _set(text: str) -> str:
    return escape(shown(text)).replace("\n", "<br>")
