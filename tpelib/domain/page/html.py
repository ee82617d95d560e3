"""Accessible pages written out for the learner: one look, a language, a title, nothing loaded from anywhere."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from tpelib.base import french
from tpelib.base.look import inline_style

__all__ = ["document", "terms", "text"]


def document(title: str, body: str) -> str:
    """Return a whole page.

    Parameters
    ----------
    title : str
        Title and first heading, plain text.
    body : str
        HTML, escaped by who built it.
    """
    return (
        '<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{text(title)}</title>{inline_style('tpelib.domain.page', 'page.css')}</head>"
        f"<body><main><h1>{text(title)}</h1>{body}</main></body></html>\n"
    )


def terms(rows: Iterable[tuple[str, str]]) -> str:
    """Return a list of terms and what they hold, escaped; rows without a text are left out."""
    lines = "".join(f"<dt>{text(term)}</dt><dd>{text(told)}</dd>" for term, told in rows if told)
    return f"<dl>{lines}</dl>" if lines else ""


def text(typed: str) -> str:
    """Return a text set as French is, escaped."""
    return escape(french.typography(typed))
