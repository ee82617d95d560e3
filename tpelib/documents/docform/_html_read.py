"""Reading a copy of the page, or the answers alone that it saves.

Both are a list of names and values: ``plan.actions.2.cost`` and what was typed. Nothing in the page is
run, and nothing it refers to is fetched.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import etree

from tpelib.documents.docform._common import (
    FORMAT,
    Address,
    Field,
    FormSheet,
)
from tpelib.documents.docform._reading import ReadDocument, check_version, refusal
from tpelib.documents.docform._values import clean
from tpelib.engine.answer import Rows
from tpelib.engine.questions import Choices, File

__all__ = ["read_html", "read_json"]

Sent = Mapping[str, Sequence[str]]
Files = Mapping[str, tuple[str, str]]


def read_html(name: str, data: bytes, sheets: Sequence[FormSheet]) -> ReadDocument:
    """Read a saved copy of the page.

    Raises
    ------
    FormError
        It is not a copy of the page of this course.
    """
    text = clean(_decoded(data))
    root = None
    if text.strip():
        parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True)
        try:
            root = etree.fromstring(text.encode(), parser)
        except etree.LxmlError:
            root = None
    meta = root.find(f".//meta[@name='{FORMAT}']") if root is not None else None
    if root is None or meta is None:
        raise refusal(name, "n'est pas une copie de la page du cours.")
    version = str(meta.get("content", ""))
    check_version(name, int(version) if version.isascii() and version.isdigit() and len(version) < 7 else 0)
    sent: dict[str, list[str]] = {}
    joined: dict[str, tuple[str, str]] = {}
    for node in root.iter("input", "textarea", "select"):
        own = node.get("name")
        if own and node.get("data-joined") is not None:
            joined[own] = (node.get("data-joined"), node.get("value") or "")
        elif own:
            sent.setdefault(own, []).extend(_sent_by(node))
    return _reading(sent, joined, sheets)


def read_json(name: str, data: bytes, sheets: Sequence[FormSheet]) -> ReadDocument:
    """Read the answers alone, as the page saves them.

    Raises
    ------
    FormError
        It is not a file of answers of this course.
    """
    refused = refusal(name, "n'est pas un fichier de réponses du cours.")
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise refused from problem
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise refused
    version, answers, joined = found.get("version"), found.get("answers"), found.get("files", {})
    check_version(name, version if isinstance(version, int) and not isinstance(version, bool) else 0)
    if not isinstance(answers, dict) or not isinstance(joined, dict):
        raise refused
    sent: dict[str, list[str]] = {}
    for own, value in answers.items():
        values = value if isinstance(value, list) else [value]
        if not all(isinstance(item, str) for item in values):
            raise refused
        sent[own] = [clean(item) for item in values]
    files = {
        own: (value["name"], value["data"])
        for own, value in joined.items()
        if isinstance(value, dict)
        and isinstance(value.get("name"), str)
        and isinstance(value.get("data"), str)
    }
    return _reading(sent, files, sheets)


def _decoded(data: bytes) -> str:
    """Return the text of a page: UTF-8, what Windows calls Unicode, or the old encoding of the West."""
    encodings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _sent_by(node: Any) -> Iterator[str]:
    """Yield what a control holds."""
    if node.tag == "textarea":
        yield "".join(node.itertext())
    elif node.tag == "select":
        chosen = [
            option.get("value") or "" for option in node.iter("option") if option.get("selected") is not None
        ]
        yield chosen[-1] if chosen else ""
    elif (node.get("type") or "text").lower() in ("radio", "checkbox"):
        if node.get("checked") is not None:
            yield node.get("value") or ""
    elif (node.get("type") or "text").lower() != "file":
        yield node.get("value") or ""


def _reading(sent: Sent, joined: Files, sheets: Sequence[FormSheet]) -> ReadDocument:
    """Return the answers by exercise and field, and what was left."""
    found = ReadDocument()
    known: set[str] = set()
    for sheet in sheets:
        for field in sheet.fields:
            place = Address(sheet.exercise.id, field.name)
            value = _value(place, field, sent, known)
            if value is not None:
                found.values.setdefault(sheet.exercise.id, {})[field.name] = value
            if isinstance(field.question, File) and place.name in joined:
                _join(place, joined[place.name], found)
    unknown = [
        own for own, values in sent.items() if own not in known and any(value.strip() for value in values)
    ]
    found.notes += [
        f"Une réponse à « {own[:60]} » n'a pas été reprise : cette version du cours ne connaît pas cette question."
        for own in unknown[:10]
    ]
    return found


def _value(place: Address, field: Field, sent: Sent, known: set[str]) -> Any:
    """Return what was sent for a field; ``None`` when the page does not ask it."""
    if isinstance(field.question, Rows):
        return _rows(place, field, sent, known)
    if place.name not in sent:
        return None
    known.add(place.name)
    values = sent[place.name]
    if isinstance(field.question, Choices):
        return list(values)
    return values[-1] if values else ""


def _rows(place: Address, field: Field, sent: Sent, known: set[str]) -> list[dict[str, Any]] | None:
    fixed = bool(field.row_labels)
    rows: list[dict[str, Any]] = []
    asked = False
    for row in range(field.most_rows):
        found = {}
        for column in field.columns:
            cell = Address(place.exercise, place.field, row, column.name)
            value = _value(cell, column, sent, known) if cell.name in sent else None
            asked = asked or value is not None
            if value:
                found[column.name] = value
        if fixed or found:
            rows.append(found)
    return rows if asked else None


def _join(place: Address, joined: tuple[str, str], found: ReadDocument) -> None:
    """Keep a file that the page carries (``data:…;base64,…``)."""
    name, address = joined
    head, comma, body = address.partition(",")
    if not (comma and head.startswith("data:") and head.endswith(";base64")):
        return
    try:
        found.files[place.exercise, place.field] = (name, base64.b64decode(body, validate=True))
    except (ValueError, binascii.Error):
        found.notes.append(
            f"Le fichier « {name[:60]} » joint à la page est abîmé : redonnez-le dans le cours."
        )
