"""Writing a document form to a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tpelib.base import french
from tpelib.base.formats import DOCX, FORMS, HTML, endings, format_of
from tpelib.base.look.variants import variant_named
from tpelib.documents.docform._common import (
    COURSE,
    FormError,
    FormSheet,
    Occasion,
)
from tpelib.engine.exercise import Answers, Exercise

__all__ = ["write_form"]


def write_form(
    exercises: Sequence[Exercise[Any]],
    answers: Answers,
    path: Path,
    *,
    variant: str = "normal",
    occasion: Occasion = COURSE,
) -> None:
    """Write exercises as a document to fill, with the answers already given.

    Parameters
    ----------
    exercises : sequence of Exercise
        In the order of the document.
    answers : Answers
        The dossier.
    path : path
        The file to write: ``.docx`` (Word, LibreOffice) or ``.html`` (one page that needs no network).
    variant : str
        ``"normal"``, ``"grand"``, ``"contraste"`` or ``"dyslexie"``.
    occasion : Occasion
        What it is filled for; the course by default.

    Raises
    ------
    TpeError
        The variant or the kind of file is unknown, or the file cannot be written.
    """
    chosen = variant_named(variant)
    sheets = [FormSheet(exercise, rank) for rank, exercise in enumerate(exercises, 1)]
    form = format_of(path.name, FORMS)
    if form is DOCX:
        from tpelib.documents.docform._docx_write import write_docx

        data = write_docx(sheets, answers, chosen, occasion)
    elif form is HTML:
        from tpelib.documents.docform._html_write import write_html

        data = write_html(sheets, answers, chosen, occasion)
    else:
        raise FormError(
            french.typography(
                f"« {path.name} » : donnez au document un nom qui finit par {endings(FORMS, 'ou par')}."
            )
        )
    try:
        path.write_bytes(data)
    except OSError as problem:
        raise FormError(
            french.typography(
                f"« {path.name} » n'a pas pu être écrit : vérifiez que son dossier existe, que vous pouvez y "
                "écrire et que le document n'est pas ouvert dans Word."
            )
        ) from problem
