"""Content controls: where one answers in a Word document, said by screen readers and found again afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.oxml import parse_xml

from tpelib.documents.word.elements import element, new_run

__all__ = ["check_box", "control", "date_picker", "drop_down", "rich_text"]

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_TITLE_LENGTH = 64  # Word calls a document damaged when the title of a control is longer


def control(tag: str, title: str, number: int, kind: Any, content: Any, *, empty: bool = False) -> Any:
    """Return a content control.

    Parameters
    ----------
    tag : str
        What it answers to; nobody sees it.
    title : str
        What a screen reader says on entering it.
    number : int
        Of no other control in the document.
    kind : element
        What it accepts: :func:`rich_text`, :func:`drop_down`, :func:`date_picker`.
    content : element
        The run that it holds.
    empty : bool
        True when that run only says what is expected.
    """
    short = title if len(title) <= _TITLE_LENGTH else f"{title[: _TITLE_LENGTH - 1]}…"
    properties = element(
        "w:sdtPr", element("w:alias", val=short), element("w:tag", val=tag), element("w:id", val=number)
    )
    if empty:
        properties.append(element("w:showingPlcHdr"))
    properties.append(kind)
    return element("w:sdt", properties, element("w:sdtContent", content))


def rich_text() -> Any:
    """Return the kind of a control that takes any text.

    Rich rather than plain: LibreOffice before 7.5 makes a plain one a field, and forgets that it is empty.
    """
    return element("w:richText")


def drop_down(options: Iterable[tuple[str, str]]) -> Any:
    """Return the kind of a control that proposes a list of (value, words)."""
    return element(
        "w:dropDownList",
        *(element("w:listItem", displayText=words, value=value) for value, words in options),
    )


def date_picker(day: str) -> Any:
    """Return the kind of a control that takes a date; ``day`` is the one it holds (ISO 8601), empty for none."""
    kind = element("w:date", **({"fullDate": f"{day}T00:00:00Z"} if day else {}))
    kind.extend(
        element(f"w:{name}", val=value)
        for name, value in (
            ("dateFormat", "dd/MM/yyyy"),
            ("lid", "fr-FR"),
            ("storeMappedDataAs", "dateTime"),
            ("calendar", "gregorian"),
        )
    )
    return kind


def check_box(tag: str, title: str, number: int, *, checked: bool) -> Any:
    """Return a box to tick."""
    kind = parse_xml(
        f'<w14:checkbox xmlns:w14="{_W14}"><w14:checked w14:val="{int(checked)}"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
    )
    return control(tag, title, number, kind, new_run("☒" if checked else "☐", "TPEBoite"))
