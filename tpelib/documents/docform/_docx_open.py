"""Opening what claims to be a Word document, and walking through its text.

Names of elements are compared without their namespace, so that the strict variant of the format is read too.
Text that tracked changes deleted is not there; text they inserted is.
"""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tpelib.documents.docform._docx_write import PLACEHOLDERS
from tpelib.documents.docform._reading import parse_xml, refusal

__all__ = [
    "Control",
    "Piece",
    "TableRow",
    "blocks",
    "local",
    "open_body",
    "pieces_of",
    "rows_of",
    "said_in",
    "style_of",
]

_MAX_XML = 20_000_000
_MAX_MEMBERS = 5_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN = re.compile(r"wordprocessingml\.(document|template)\.main\+xml$")
_SKIPPED = {
    "del",
    "moveFrom",
    "rPr",
    "pPr",
    "sdtPr",
    "sdtEndPr",
    "instrText",
    "delText",
    "Fallback",
    "drawing",
    "pict",
    "object",
    "footnoteReference",
    "endnoteReference",
    "commentReference",
}
_THROUGH = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice"}
# What Word itself shows in a control that was emptied, in French and in English.
_WORD_EMPTY = re.compile(
    r"(Cliquez (ou appuyez )?ici|Cliquez pour entrer|Choisissez un élément|Click (or tap )?here|Choose an item)"
)


@dataclass(eq=False)
class Control:
    """A content control: its tag, its words, what it says of itself."""

    tag: str = ""
    title: str = ""
    empty: bool = False
    checked: bool | None = None
    day: str = ""


@dataclass(frozen=True)
class Piece:
    """Some text of a paragraph, in a control or not."""

    text: str
    control: Control | None = None


@dataclass
class TableRow:
    """A row of a table: for each cell, its paragraphs."""

    cells: list[list[list[Piece]]] = field(default_factory=list)
    header: bool = False


def local(node: Any) -> str:
    """Return the name of an element without its namespace; empty for what is no element."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def open_body(name: str, data: bytes) -> Any:
    """Return the body of a Word document.

    Raises
    ------
    FormError
        It is not one, is damaged, too large once unpacked, protected, or holds macros.
    """
    damaged = refusal(name, "n'est pas un document Word lisible, ou il est abîmé.")
    if data.startswith(_OLE):
        raise refusal(
            name,
            "est protégé par un mot de passe, ou d'un ancien format (.doc) : enregistrez-le sans mot de passe, "
            "au format Word (.docx).",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if len(names) > _MAX_MEMBERS:
                raise damaged
            kinds = _read(name, archive, "[Content_Types].xml")
            if b"macroEnabled" in kinds or any(found.lower().endswith("vbaproject.bin") for found in names):
                raise refusal(
                    name,
                    "contient des macros (de petits programmes) : enregistrez-le au format Word simple (.docx).",
                )
            root = parse_xml(_read(name, archive, _main_part(kinds)))
    except (
        ValueError,
        KeyError,
        EOFError,
        OSError,
        RuntimeError,  # protected, or a method of compression nobody knows
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
    ) as problem:
        raise damaged from problem
    body = next((node for node in root if local(node) == "body"), None)
    if local(root) != "document" or body is None:
        raise damaged
    return body


def _read(name: str, archive: zipfile.ZipFile, member: str) -> bytes:
    """Read a member without trusting the size it declares."""
    with archive.open(member) as stream:
        data = stream.read(_MAX_XML + 1)
    if len(data) > _MAX_XML:
        raise refusal(
            name, "est beaucoup trop volumineux une fois ouvert : ce n'est pas un formulaire du cours."
        )
    return data


def _main_part(kinds: bytes) -> str:
    """Return where the text of the document lies: not all writers call it ``word/document.xml``."""
    for node in parse_xml(kinds):
        if _MAIN.search(node.get("ContentType", "")):
            return str(node.get("PartName", "")).lstrip("/")
    raise KeyError("no main part")


def blocks(parent: Any, control: Control | None = None) -> Iterator[tuple[Any, Control | None]]:
    """Yield paragraphs and tables in order, each with the control that holds it whole, if there is one."""
    for node in parent:
        kind = local(node)
        if kind in ("p", "tbl"):
            yield node, control
        elif kind == "sdt":  # LibreOffice 7.4 wraps what follows a box in one without a tag: it says nothing
            inner = _control(node, control)
            yield from blocks(node, inner if inner.tag else control)
        elif kind in _THROUGH:
            yield from blocks(node, control)


def style_of(paragraph: Any) -> str:
    """Return the id of the style of a paragraph; empty for the usual one."""
    for properties in paragraph:
        if local(properties) == "pPr":
            return next((_value(item) for item in properties if local(item) == "pStyle"), "")
    return ""


def pieces_of(paragraph: Any, control: Control | None = None) -> list[Piece]:
    """Return the text of a paragraph, piece by piece; an empty control gives an empty piece."""
    return list(_pieces(paragraph, control))


def _pieces(parent: Any, control: Control | None) -> Iterator[Piece]:
    for node in parent:
        kind = local(node)
        if kind == "t":
            yield Piece(node.text or "", control)
        elif kind in ("tab", "ptab"):
            yield Piece("\t", control)
        elif kind in ("br", "cr"):
            yield Piece("\n", control)
        elif kind == "noBreakHyphen":
            yield Piece("-", control)
        elif kind == "sdt":
            inner = _control(node, control)
            yield Piece("", inner)
            yield from _pieces(node, inner)
        elif kind and kind not in _SKIPPED:
            yield from _pieces(node, control)


def rows_of(table: Any, control: Control | None = None) -> list[TableRow]:
    """Return the rows of a table, without those that a tracked change deleted."""
    return [_row(node, control) for node in _through(table, "tr") if not _has(node, "trPr", "del")]


def _row(node: Any, control: Control | None) -> TableRow:
    row = TableRow(header=_has(node, "trPr", "tblHeader"))
    for cell, own in _cells(node, control):
        row.cells.append([pieces_of(paragraph, inner) for paragraph, inner in _paragraphs(cell, own)])
        row.cells.extend([[]] * (_span(cell) - 1))
    return row


def _cells(parent: Any, control: Control | None) -> Iterator[tuple[Any, Control | None]]:
    for node in parent:
        kind = local(node)
        if kind == "tc":
            yield node, control
        elif kind == "sdt":
            yield from _cells(node, _control(node, control))
        elif kind in _THROUGH:
            yield from _cells(node, control)


def _paragraphs(cell: Any, control: Control | None) -> Iterator[tuple[Any, Control | None]]:
    """Yield the paragraphs of a cell, those of a table inside it included."""
    for node, own in blocks(cell, control):
        if local(node) == "p":
            yield node, own
        else:
            for inside in node.iter():
                if local(inside) == "p":
                    yield inside, own


def _through(parent: Any, wanted: str) -> Iterator[Any]:
    for node in parent:
        kind = local(node)
        if kind == wanted:
            yield node
        elif kind in _THROUGH:
            yield from _through(node, wanted)


def _has(node: Any, properties: str, flag: str) -> bool:
    """Return True when an element's properties hold a flag that is not off."""
    for child in node:
        if local(child) == properties:
            return any(local(item) == flag and _on(item) for item in child)
    return False


def _span(cell: Any) -> int:
    for child in cell:
        if local(child) == "tcPr":
            for item in child:
                if local(item) == "gridSpan" and _value(item).isdigit():
                    return max(1, min(64, int(_value(item)[:3])))
    return 1


def _value(node: Any, name: str = "val") -> str:
    return next((str(value) for key, value in node.attrib.items() if key.rpartition("}")[2] == name), "")


def _on(node: Any) -> bool:
    return _value(node).lower() not in ("0", "false", "off")


def _control(node: Any, outer: Control | None) -> Control:
    """Return what a control says of itself; one without a tag inside a tagged one stands for that one."""
    found = Control()
    for properties in node:
        if local(properties) != "sdtPr":
            continue
        for item in properties:
            kind = local(item)
            if kind == "tag":
                found.tag = _value(item)
            elif kind == "alias":
                found.title = _value(item)
            elif kind == "showingPlcHdr":
                found.empty = _on(item)
            elif kind == "date":
                found.day = _value(item, "fullDate")[:10]
            elif kind == "checkbox":
                found.checked = any(local(mark) == "checked" and _on(mark) for mark in item)
    return outer if outer is not None and outer.tag and not found.tag else found


def said_in(pieces: Sequence[Piece], shown: Collection[str] = PLACEHOLDERS.values()) -> str:
    """Return what was written, without what an empty control shows.

    What stands beside a placeholder, or over it, is kept. ``shown`` are those that may stand there: all of
    them where the question is not known.
    """
    parts: list[tuple[str, Control | None]] = []
    for piece in pieces:
        if parts and parts[-1][1] is piece.control:
            parts[-1] = (parts[-1][0] + piece.text, piece.control)
        else:
            parts.append((piece.text, piece.control))
    typed = (_typed(text, shown, empty=control is not None and control.empty) for text, control in parts)
    return _typed("".join(typed), shown)


def _typed(text: str, shown: Collection[str], *, empty: bool = False) -> str:
    bare = text.strip()
    if empty and _WORD_EMPTY.match(bare):
        return ""
    for words in shown:
        if bare.startswith(words):
            return bare.removeprefix(words)
        if bare.endswith(words):
            return bare.removesuffix(words)
    return text
