"""Accessible pages written out for the learner: one look, a language, a title, nothing loaded from anywhere."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from tpelib.base import french

__all__ = ["document", "terms", "text"]

_STYLE = (
    "body{font:1.1rem/1.6 system-ui,sans-serif;margin:1rem auto;max-width:46rem;padding:0 1rem;color:#1b2a2f;"
    "background:#fff}h2{border-top:1px solid #7a8a8f;margin-top:2rem;padding-top:1rem}dt{font-weight:700;margin-top:.8rem}"
    "dd{margin:0;white-space:pre-line}a{color:#1f5fa8}img{border:1px solid #7a8a8f;height:auto;max-width:100%}"
    "figure{margin:1rem 0}table{border-collapse:collapse;width:100%}th,td{border:1px solid #7a8a8f;padding:.4rem;"
    "text-align:left;vertical-align:top}li{margin:.4rem 0}input{height:1.4rem;width:1.4rem}"
    "@media print{body{max-width:none}a{color:inherit}}"
)


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
        f"<title>{text(title)}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{text(title)}</h1>{body}</main></body></html>\n"
    )


def terms(rows: Iterable[tuple[str, str]]) -> str:
    """Return a list of terms and what they hold, escaped; rows without a text are left out."""
    lines = "".join(f"<dt>{text(term)}</dt><dd>{text(told)}</dd>" for term, told in rows if told)
    return f"<dl>{lines}</dl>" if lines else ""


def text(typed: str) -> str:
    """Return a text set as French is, escaped."""
    return escape(french.typography(typed))
