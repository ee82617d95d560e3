"""Accessible pages written out for the learner: one look, a language, a title, nothing loaded from anywhere."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from tpelib.base import html
from tpelib.base.html import element, set_text
from tpelib.base.look import inline_style

__all__ = ["document", "terms"]


def document(title: str, body: Markup) -> str:
    """Return a whole page.

    Parameters
    ----------
    title : str
        Title and first heading, plain text.
    body : Markup
        What it holds.
    """
    main = element("main", element("h1", set_text(title)), body)
    return (
        '<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{set_text(title)}</title>{inline_style('tpelib.domain.page', 'page.css')}</head>"
        f"<body>{main}</body></html>\n"
    )


def terms(rows: Iterable[tuple[str, str]]) -> Markup:
    """Return a list of terms and what they hold; rows without a text are left out."""
    held = [(term, told) for term, told in rows if told]
    return html.terms(held) if held else html.NOTHING
