"""Accessible pages written out for the learner: one look, a language, a title, nothing loaded from anywhere."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from tpelib.base import html
from tpelib.base.html import element, set_text

__all__ = ["document", "terms"]

_STYLE = (
    "body{font:1.1rem/1.6 system-ui,sans-serif;margin:1rem auto;max-width:46rem;padding:0 1rem;color:#1b2a2f;"
    "background:#fff}h2{border-top:1px solid #7a8a8f;margin-top:2rem;padding-top:1rem}dt{font-weight:700;margin-top:.8rem}"
    "dd{margin:0;white-space:pre-line}a{color:#1f5fa8}img{border:1px solid #7a8a8f;height:auto;max-width:100%}"
    "figure{margin:1rem 0}table{border-collapse:collapse;width:100%}th,td{border:1px solid #7a8a8f;padding:.4rem;"
    "text-align:left;vertical-align:top}li{margin:.4rem 0}input{height:1.4rem;width:1.4rem}"
    "@media print{body{max-width:none}a{color:inherit}}"
)


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
        f"<title>{set_text(title)}</title><style>{_STYLE}</style></head>"
        f"<body>{main}</body></html>\n"
    )


def terms(rows: Iterable[tuple[str, str]]) -> Markup:
    """Return a list of terms and what they hold; rows without a text are left out."""
    held = [(term, told) for term, told in rows if told]
    return html.terms(held) if held else html.NOTHING
