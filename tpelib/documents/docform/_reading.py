"""What a filled document was found to say, and the safe opening of what may be anything."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from tpelib.base import french
from tpelib.documents.docform._common import VERSION, FormError

__all__ = ["MAX_BYTES", "ReadDocument", "check_version", "parse_xml", "refusal"]

MAX_BYTES = 60_000_000
"""Largest document read, in bytes: a form weighs some tens of kilobytes, photos joined to a page some millions."""


@dataclass
class ReadDocument:
    """What a document says.

    Parameters
    ----------
    values : dict
        Exercise id to field to what is written there (text, list of values, list of rows); blanks included.
    files : dict
        ``(exercise id, field)`` to name and bytes of a file joined to the document.
    notes : list of str
        French sentences on what was seen and not taken.
    """

    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: dict[tuple[str, str], tuple[str, bytes]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def refusal(name: str, why: str) -> FormError:
    """Return the error that names the file and says why it is not taken."""
    return FormError(french.typography(f"« {name} » {why} Votre dossier n'a pas changé."))


def check_version(name: str, version: int | None) -> None:
    """Refuse a form of a later version of the course.

    Raises
    ------
    FormError
        The version is later than :data:`~tpelib.documents.docform._common.VERSION`, or is no version.
    """
    if version is not None and not 1 <= version <= VERSION:
        raise refusal(
            name,
            "vient d'une autre version du cours : mettez le cours à jour, ou écrivez un nouveau document avec "
            "« tpe formulaire ».",
        )


def parse_xml(data: bytes) -> Any:
    """Parse XML that may be hostile: no entity, no document type, nothing fetched from anywhere.

    Raises
    ------
    ValueError
        The bytes are not XML, or declare a document type (no Word document does).
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_pis=True,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        raise ValueError("not XML") from problem
    if root.getroottree().docinfo.doctype:
        raise ValueError("document type declared")
    return root
