"""HTML that is safe by its type: what people read or typed becomes :class:`~markupsafe.Markup` here, and nowhere else.

A page is built of elements, whose inside is ``Markup`` only: a text that nobody set or escaped is an error of type.

- :func:`set_text` for a sentence: French typography, escaped;
- :func:`as_typed` for what stands as somebody typed it (an answer, an identifier): escaped;
- :func:`element`, :func:`each` and :func:`void` around them, :func:`joined` for what follows one another;
- ``Markup("…")`` for a constant, and for nothing else: the linter refuses it a variable;
- :func:`trusted` for what the library wrote in another language: a style sheet, a drawing of :mod:`tpelib.charts`.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape

from markupsafe import Markup

from tpelib.base import french

__all__ = [
    "BREAK",
    "NOTHING",
    "Attribute",
    "as_typed",
    "data_address",
    "each",
    "element",
    "joined",
    "on_lines",
    "rows",
    "set_text",
    "tags",
    "terms",
    "titles",
    "trusted",
    "void",
]

Attribute = str | bool | None
NOTHING = Markup("")
BREAK = Markup("<br>")
_SHORT = 200
_new = str.__new__  # Markup(…) looks for a method first: as long again as all the rest


def _safe(html: str) -> Markup:
    return _new(Markup, html)


def set_text(text: str) -> Markup:
    """Return a sentence for a page: French typography set, HTML escaped. What is safe already stays as it is."""
    # Labels, headings and days come back for every learner; what somebody wrote at length does not.
    return _set_short(text) if len(text) <= _SHORT else _set(text)


def as_typed(text: str) -> Markup:
    """Return a text for a page as it was typed: HTML escaped, nothing else. What is safe already stays as it is."""
    return _escaped_short(text) if len(text) <= _SHORT else _escaped(text)


def _set(text: str) -> Markup:
    return text if isinstance(text, Markup) else _escaped(french.typography(text))


def _escaped(text: str) -> Markup:
    return text if isinstance(text, Markup) else _safe(escape(text))


# Typed: « &amp; » is not the same as a text and as Markup.
_set_short = lru_cache(maxsize=16_384, typed=True)(_set)
_escaped_short = lru_cache(maxsize=16_384, typed=True)(_escaped)


def trusted(written: str) -> Markup:
    """Return what the library itself wrote as safe: a style sheet, a drawing whose builder escaped its texts."""
    return _safe(written)


def data_address(kind: str, data: bytes) -> Markup:
    """Return the address (``data:``) that holds a file of a media type: it has no sign to escape, and may be long."""
    return _safe(f"data:{kind};base64,{base64.b64encode(data).decode()}")


def joined(parts: Iterable[Markup], between: Markup = NOTHING) -> Markup:
    """Return parts one after the other."""
    return _safe(between.__str__().join(parts) if between else "".join(parts))


def on_lines(text: Markup) -> Markup:
    """Return a text with its line ends shown."""
    return _safe(str.replace(text, "\n", BREAK)) if "\n" in text else text


def element(name: str, /, *inside: Markup, **attributes: Attribute) -> Markup:
    """Return an element.

    Parameters
    ----------
    name : str
        ``"p"``.
    inside : Markup
        What it holds, in order.
    attributes : str, bool or None
        Plain texts, escaped here as they are, or ``Markup``. ``True`` gives the name alone, ``None`` and ``False``
        nothing; a name loses its last ``_`` (``class_``), the others become ``-`` (``aria_label``).
    """
    written = _attributes(attributes) if attributes else ""
    # One join: twice as quick as a formatted string, which asks each Markup how it is formatted.
    return _new(Markup, "".join(("<", name, written, ">", *inside, "</", name, ">")))


def tags(name: str, /, **attributes: Attribute) -> tuple[Markup, Markup]:
    """Return where an element begins and where it ends: each element copies all it holds, drawings are long."""
    return _safe(f"<{name}{_attributes(attributes)}>"), _safe(f"</{name}>")


def each(name: str, parts: Iterable[Markup], /, **attributes: Attribute) -> Markup:
    """Return an element for each part, one after the other: items of a list, cells of a row."""
    opened, closed = f"<{name}{_attributes(attributes) if attributes else ''}>", f"</{name}>"
    return _safe("".join([sign for part in parts for sign in (opened, part, closed)]))


def rows(lines: Iterable[Iterable[Markup]]) -> Markup:
    """Return rows of a table, each named by its first cell."""
    written: list[str] = []
    for first, *others in lines:
        written += ('<tr><th scope="row">', first, "</th>")
        if others:
            written += ("<td>", "</td><td>".join(others), "</td>")
        written.append("</tr>")
    return _safe("".join(written))


def titles(cells: Iterable[Markup]) -> Markup:
    """Return the head of a table: a title for each column."""
    return element("thead", element("tr", each("th", cells, scope="col")))


def terms(lines: Iterable[tuple[str, str]]) -> Markup:
    """Return labels and what they hold as a list, each a sentence."""
    return element(
        "dl", *(part for a, b in lines for part in (element("dt", set_text(a)), element("dd", set_text(b))))
    )


def void(name: str, /, **attributes: Attribute) -> Markup:
    """Return an element that holds nothing and is not closed (``<img>``, ``<input>``); see :func:`element`."""
    return _safe(f"<{name}{_attributes(attributes)}>")


def _attributes(given: Mapping[str, Attribute]) -> str:
    written = ""
    for name, value in given.items():
        # A photo stands in an attribute too: to look it up would read it whole.
        known = None if isinstance(value, str) and len(value) > _SHORT else _KNOWN.get((name, value))
        written += _attribute(name, value) if known is None else known
    return written


def _attribute(name: str, value: Attribute) -> str:
    kept = len(_KNOWN) < _MOST_KNOWN
    written = f" {name.rstrip('_').replace('_', '-')}"
    if value is None or value is False:
        written = ""
    elif value is not True:
        plain = len(value) <= _SHORT and not _UNSAFE.search(value)
        kept = kept and plain  # written alike, whether it is Markup or not
        if not plain and not isinstance(value, Markup):
            value = escape(value).replace("\n", "&#10;")
        written = f'{written}="{value}"'
    if kept:
        _KNOWN[name, value] = written
    return written


_UNSAFE = re.compile("[&<>\"'\n]")
_MOST_KNOWN = 4096
_KNOWN: dict[tuple[str, Attribute], str] = {}
"""The attributes written first: classes and scopes, which come back at each cell."""
