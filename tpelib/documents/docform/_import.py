"""Taking the answers of a filled document into the dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.formats import DOCX, FILLED, HTML, JSON, endings, format_of
from tpelib.documents.docform._common import Field, FormSheet, where
from tpelib.documents.docform._course import whole_course
from tpelib.documents.docform._reading import MAX_BYTES, ReadDocument, refusal
from tpelib.documents.docform._values import as_typed, is_blank
from tpelib.engine.answer import Rows
from tpelib.engine.dossier import Dossier, UnsavedError
from tpelib.engine.exercise import Exercise
from tpelib.engine.questions import File

__all__ = ["ImportReport", "TakenAnswers", "import_form"]


@dataclass
class TakenAnswers:
    """What became of the answers to one exercise.

    Parameters
    ----------
    title : str
        Title of the exercise.
    added, replaced, same, kept : list of str
        Questions whose answer is new, replaces another, was the same already, was blank in the document and
        is kept in the dossier.
    problems : list of str
        A French sentence for each field that could not be read.
    """

    title: str
    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ImportReport:
    """What an import did, exercise by exercise.

    Parameters
    ----------
    name : str
        Name of the document.
    exercises : sequence of Taken
        The exercises it answers, in order.
    notes : sequence of str
        What was seen in the document and not taken.
    """

    name: str
    exercises: Sequence[TakenAnswers]
    notes: Sequence[str] = ()

    @property
    def changed(self) -> int:
        """How many answers the dossier received."""
        return sum(len(taken.added) + len(taken.replaced) for taken in self.exercises)

    def lines(self) -> list[str]:
        """Return the report in French, a sentence or two for each line."""
        return [french.typography(line) for line in self._lines()]

    def _lines(self) -> Iterator[str]:
        if self.changed:
            verb = "reprise" if self.changed < 2 else "reprises"
            yield f"« {self.name} » : {french.plural(self.changed, 'réponse')} {verb} dans votre dossier."
        elif any(taken.same or taken.problems for taken in self.exercises):
            yield f"« {self.name} » : rien de nouveau, votre dossier n'a pas changé."
        else:
            yield f"« {self.name} » : ce document est vide, votre dossier n'a pas changé."
        for taken in self.exercises:
            yield from _lines_of(taken)
        yield from self.notes
        if any(taken.replaced for taken in self.exercises):
            yield f"Les réponses remplacées se trouvent encore dans « {Dossier.PREVIOUS} », à côté de votre dossier."


def _lines_of(taken: TakenAnswers) -> Iterator[str]:
    done = []
    if taken.added:
        done.append(_count(taken.added, "réponse ajoutée", "réponses ajoutées"))
    if taken.replaced:
        done.append(f"{_count(taken.replaced, 'remplacée', 'remplacées')} ({', '.join(taken.replaced)})")
    if taken.same:
        done.append(_count(taken.same, "déjà là", "déjà là"))
    if taken.kept:
        one, many = "laissée vide dans le document et gardée", "laissées vides dans le document et gardées"
        done.append(_count(taken.kept, one, many))
    if done:
        yield f"{taken.title} : {', '.join(done)}."
    for problem in taken.problems:
        yield f"À revoir dans {taken.title} : {problem}"


def _count(items: Sequence[str], one: str, many: str) -> str:
    return french.plural(len(items), one, many)


def import_form(
    path: Path, dossier: Dossier, exercises: Sequence[Exercise[Any]] | None = None
) -> ImportReport:
    """Take the answers of a filled document into a dossier, in one save.

    A blank of the document never erases an answer; where the two differ the document wins, and the version
    before stays beside the dossier. What cannot be read never replaces what can.

    Parameters
    ----------
    path : path
        A filled ``.docx`` or ``.html``, or the ``.json`` that the page writes.
    dossier : Dossier
        Where the answers go.
    exercises : sequence of Exercise, optional
        Those it may answer; the whole course by default, report and oral included.

    Raises
    ------
    FormError
        It is not a form of this course, or cannot be read; the dossier has not changed.
    UnsavedError
        The dossier could not be written.
    """
    chosen = whole_course() if exercises is None else exercises
    sheets = [FormSheet(exercise, rank) for rank, exercise in enumerate(chosen, 1)]
    reading = _reader(path)(path.name, _bytes(path), sheets)
    if not dossier.folder.is_dir():
        raise UnsavedError(
            french.typography(
                f"Il n'y a pas d'espace de travail dans « {dossier.folder} » : ouvrez d'abord le cours avec "
                "« tpe lab »."
            )
        )
    changes: dict[str, dict[str, Any]] = {}
    found = []
    for sheet in sheets:
        taken = TakenAnswers(french.typography(sheet.exercise.title))
        changed = _compare(sheet, reading, dossier, taken)
        if changed:
            changes[sheet.exercise.id] = changed
        if taken.added or taken.replaced or taken.same or taken.kept or taken.problems:
            found.append(taken)
    if changes:
        dossier.save_all(changes)
    return ImportReport(path.name, found, [*dossier.notices, *reading.notes])


def _reader(path: Path) -> Callable[[str, bytes, Sequence[FormSheet]], ReadDocument]:
    """Return the reader for a kind of file; each imports what it needs when it is used."""
    form = format_of(path.name, FILLED)
    if form is DOCX:
        from tpelib.documents.docform._docx_read import read_docx

        return read_docx
    if form is HTML:
        from tpelib.documents.docform._html_read import read_html

        return read_html
    if form is JSON:
        from tpelib.documents.docform._html_read import read_json

        return read_json
    kind = path.suffix.lower()
    if kind in (".docm", ".dotm"):
        raise refusal(
            path.name, "peut contenir des macros (de petits programmes) : enregistrez-le au format .docx."
        )
    if kind in (".doc", ".odt", ".rtf", ".dotx", ".pages"):
        raise refusal(path.name, "n'est pas au format Word (.docx) : enregistrez-le sous ce format.")
    raise refusal(path.name, f"n'est pas un formulaire rempli : choisissez un fichier {endings(FILLED)}.")


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise refusal(path.name, "est un dossier : choisissez le document rempli.")
    if not path.is_file():
        raise refusal(path.name, "n'existe pas : vérifiez son nom et son emplacement.")
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as problem:
        raise refusal(
            path.name, "n'a pas pu être lu : vérifiez qu'il n'est pas ouvert ailleurs."
        ) from problem
    if len(data) > MAX_BYTES:
        raise refusal(
            path.name, f"dépasse {MAX_BYTES // 1_000_000} Mo : ce n'est pas un formulaire du cours."
        )
    return data


def _compare(
    sheet: FormSheet, reading: ReadDocument, dossier: Dossier, taken: TakenAnswers
) -> dict[str, Any]:
    """Return the fields of an exercise to save, and tell what became of each."""
    exercise = sheet.exercise
    before = dossier.values(exercise.id)
    written = reading.values.get(exercise.id, {})
    changed: dict[str, Any] = {}
    for question in sheet.fields:
        name, old = question.name, before.get(question.name)
        if isinstance(question.question, File):
            new = _file(sheet, question, reading, dossier, taken)
        else:
            new = as_typed(question.question, written.get(name))
        if is_blank(new):
            if name in written and not is_blank(old):
                taken.kept.append(f"« {question.label} »")
            continue
        if isinstance(question.question, Rows):
            new = _merge(question, new, old)
        parsed, held = exercise.parse({name: new}), exercise.parse({name: old})
        taken.problems += [f"{where(exercise, path)} : {text}" for path, text in parsed.errors.items()]
        if name in parsed.errors and not is_blank(old) and name not in held.errors:
            continue
        told = f"« {question.label} »"
        if new == old or not (is_blank(old) or held.errors or parsed.answer != held.answer):
            taken.same.append(told)
        else:
            (taken.added if is_blank(old) else taken.replaced).append(told)
            changed[name] = new
    return changed


def _file(
    sheet: FormSheet, question: Field, reading: ReadDocument, dossier: Dossier, taken: TakenAnswers
) -> Any:
    """Keep a file joined to the document, if the question takes it; return the answer that stands for it."""
    joined = reading.files.get((sheet.exercise.id, question.name))
    if joined is None:
        return None
    name, data = joined
    described = {"name": name, "size": len(data), "sha256": "0" * 64}
    try:
        question.question.read(described)
        if isinstance(question.question, File):
            question.question.check(data)
    except (ValueError, TpeError) as problem:
        taken.problems.append(f"{where(sheet.exercise, question.name)} : {problem}")
        return None
    return dossier.store_file(name, data)


def _merge(question: Field, new: Any, old: Any) -> Any:
    """Return the rows of the document, a blank or unreadable cell filled from the same row of the dossier."""
    if not isinstance(new, list) or not isinstance(old, (list, tuple)):
        return new
    columns = {column.name: column for column in question.columns}
    left = [row for row in old if isinstance(row, Mapping)]
    if question.row_labels:
        return [_filled(columns, row, left[rank] if rank < len(left) else {}) for rank, row in enumerate(new)]
    merged = []
    for row in new:
        likest = max(left, key=lambda other: _shared(columns, row, other), default={})
        if _shared(columns, row, likest):
            left.remove(likest)
            row = _filled(columns, row, likest)
        merged.append(row)
    return merged


def _shared(columns: Mapping[str, Field], row: Mapping[str, Any], other: Mapping[str, Any]) -> int:
    """Return how many cells two rows have in common."""
    return sum(
        not is_blank(value) and value == as_typed(columns[name].question, other.get(name))
        for name, value in row.items()
    )


def _filled(columns: Mapping[str, Field], row: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with its blanks, and what cannot be read, taken from another that has them."""
    filled = dict(row)
    for name, column in columns.items():
        theirs = other.get(name)
        if is_blank(theirs) or not _readable(column, theirs):
            continue
        if is_blank(filled.get(name)) or not _readable(column, filled[name]):
            filled[name] = theirs
    return filled


def _readable(column: Field, value: Any) -> bool:
    try:
        column.question.read(value)
    except ValueError:
        return False
    return True
