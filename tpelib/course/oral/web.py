"""The slides as one page: one at a time on a screen, one under the other on paper or without a script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

from markupsafe import Markup

from tpelib.base import french
from tpelib.base.html import NOTHING, as_typed, data_address, each, element, rows, titles, trusted, void
from tpelib.base.look import packaged, stylesheet
from tpelib.base.look.variants import NORMAL, Variant
from tpelib.course.oral.deck import Deck, Slide
from tpelib.documents.paper import Grid, PaperFigure
from tpelib.documents.paper.html import set_lines
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
    title = set_lines(f"{deck.title} : ma soutenance")
    told = deck.set_for(variant)
    slides = "\n".join(_slide(slide, rank) for slide, rank in zip(told, _ranks(told), strict=True))
    return (
        '<!doctype html>\n<html lang="fr">\n<head><meta charset="utf-8">'
        f'<title>{title}</title><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="author" content="{set_lines(deck.author)}">'
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


def _slide(slide: Slide, rank: str) -> Markup:
    level, figure = ("h1" if slide.kind == "cover" else "h2"), slide.figure
    listed = (
        element("ul", each("li", map(set_lines, slide.points)), class_="points") if slide.points else NOTHING
    )
    shown_in = _figure(figure) if figure else NOTHING
    inside = (shown_in, listed) if slide.kind == "cover" else (listed, shown_in)
    notes = element("details", _NOTES, each("p", map(set_lines, slide.notes))) if slide.notes else NOTHING
    table = _table(figure.table) if figure and figure.table else NOTHING
    mark = element("p", as_typed(set_lines(rank).capitalize()), class_="mark")
    return element(
        "section",
        NOTHING if slide.kind == "cover" else mark,
        element(level, set_lines(slide.title), id=f"t-{slide.id}", tabindex="-1"),
        element("div", *inside, class_="body two" if figure and slide.points else "body"),
        element("div", notes, table, class_="more"),
        class_=f"slide {slide.kind} pictured" if figure else f"slide {slide.kind}",
        id=slide.id,
        data_rank=set_lines(rank),
        aria_labelledby=f"t-{slide.id}",
    )


def _figure(figure: PaperFigure) -> Markup:
    if figure.photo:
        held = data_address(kind_and_size(figure.photo)[0], figure.photo)
        return element("figure", void("img", src=held, alt=set_lines(figure.alternative)))
    source = element("p", set_lines(figure.source)) if figure.source else NOTHING
    caption = element("figcaption", set_lines(figure.reading or figure.title))
    return element("figure", caption, trusted(figure.svg), source)


def _table(grid: Grid) -> Markup:
    body = element("tbody", rows(map(set_lines, cells) for cells in grid.rows))
    caption = element("caption", set_lines(grid.caption))
    return element("details", _FIGURES, element("table", caption, titles(map(set_lines, grid.header)), body))


_NOTES = Markup("<summary>Mes notes</summary>")
_FIGURES = Markup("<summary>Les chiffres</summary>")
