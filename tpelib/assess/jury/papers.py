"""Every document of a session, written into a folder. The same history gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tpelib.assess.jury import results
from tpelib.assess.jury.desk import Candidate, Desk
from tpelib.assess.jury.letter import letter
from tpelib.assess.jury.minutes import minutes
from tpelib.base import french
from tpelib.base.errors import TpeError, os_reason
from tpelib.base.formats import CSV, DOCX, PAPERS, PDF, XLSX, Format
from tpelib.base.look.variants import NORMAL, Variant
from tpelib.base.spreadsheets import WorkbookColumn, to_csv, to_xlsx
from tpelib.documents.paper import written_as

__all__ = ["KINDS", "candidate_paper", "session_paper", "write_papers"]

KINDS: Mapping[str, Mapping[str, Format]] = {
    kind: {form.ending: form for form in forms}
    for kind, forms in (
        ("proces-verbal", (DOCX, PDF)),
        ("lettre", PAPERS),
        ("resultats", (CSV, XLSX)),
        ("statistiques", PAPERS),
    )
}
"""Each document, and the formats it comes in by their ending; the first two are a candidate's, the others the session's."""


def candidate_paper(
    desk: Desk, candidate: Candidate, kind: str, form: str, variant: Variant = NORMAL
) -> bytes:
    """Return a document of a candidate: ``"proces-verbal"`` or ``"lettre"``.

    Raises
    ------
    JuryError
        The decision does not stand yet.
    """
    sheet = desk.store.sheet(candidate.id)
    if kind == "lettre":
        paper = letter(desk.session, candidate, sheet)
    else:
        paper = minutes(desk.session, candidate, sheet, desk.record_of(candidate))
    return written_as(paper, KINDS[kind][form], variant)


def session_paper(desk: Desk, kind: str, form: str, variant: Variant = NORMAL) -> bytes:
    """Return a document of the whole session: ``"resultats"`` or ``"statistiques"``."""
    sheets, candidates = desk.store.sheets(), desk.candidates()
    touched = [(one, sheets[one.id]) for one in candidates if one.id in sheets]
    if kind == "statistiques":
        found = results.statistics(desk.session, touched, len(candidates))
        return written_as(results.report(desk.session, found), KINDS[kind][form], variant)
    rows = results.rows(desk.session, touched)
    if KINDS[kind][form] is CSV:
        return to_csv(results.COLUMNS, rows)
    columns = [
        WorkbookColumn(title, width) for title, width in zip(results.COLUMNS, results.WIDTHS, strict=True)
    ]
    return to_xlsx("Résultats", columns, rows, created=desk.session.day)


def write_papers(
    desk: Desk,
    folder: Path,
    progress: Callable[[int, int], None] = lambda done, total: None,
    *,
    variant: Variant = NORMAL,
) -> int:
    """Write every document of a session; return how many candidates have theirs.

    Parameters
    ----------
    desk : Desk
        The session.
    folder : path
        Where; it is made, and documents already there are written again.
    progress : callable
        ``progress(done, total)`` after each candidate.
    variant : Variant
        How they are set.

    Raises
    ------
    TpeError
        The folder cannot be written, or the history was tampered with.
    """
    desk.store.verify()
    decided = [candidate for candidate, _ in desk.decided()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for kind in ("resultats", "statistiques"):
            for form in KINDS[kind]:
                (folder / f"{kind}.{form}").write_bytes(session_paper(desk, kind, form, variant))
        for done, candidate in enumerate(decided, 1):
            for kind in ("proces-verbal", "lettre"):
                for form in KINDS[kind]:
                    place = folder / candidate.id
                    place.mkdir(exist_ok=True)
                    (place / f"{kind}.{form}").write_bytes(
                        candidate_paper(desk, candidate, kind, form, variant)
                    )
            progress(done, len(decided))
    except OSError as problem:
        told = f"Les documents n'ont pas pu être écrits dans « {folder} » : {os_reason(problem)}."
        raise TpeError(french.typography(told)) from problem
    return len(decided)
