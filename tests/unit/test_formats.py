"""The kinds of files: said once, the same for a command, a button, a jury and a browser."""

import mimetypes
from datetime import date
from pathlib import Path

import pytest

from tpelib.base import formats
from tpelib.base.errors import TpeError
from tpelib.base.formats import FORMS, PAPERS, SLIDES, TABLES, Format, chosen, endings, format_of
from tpelib.course.oral.deck import deck
from tpelib.course.oral.exercises import written
from tpelib.documents.docform import FormError, write_form
from tpelib.documents.paper import Paper, Paragraph, written_as
from tpelib.engine.dossier import Content
from tpelib.engine.registry import all_exercises

ALL = [found for found in vars(formats).values() if isinstance(found, Format)]
STARTS = {"docx": b"PK", "pptx": b"PK", "pdf": b"%PDF", "html": b"<!doctype html>"}


def test_each_kind_of_file_is_itself() -> None:
    """Do no two kinds end alike, and does each have the media type that browsers know?"""
    known = [ending for form in ALL for ending in (form.ending, *form.also)]
    assert len(set(known)) == len(known)
    registry = mimetypes.MimeTypes()
    for form in ALL:
        guessed = registry.guess_type(f"x.{form.ending}")[0]
        assert guessed in (None, form.media_type) or form.ending in ("srt", "ics")


@pytest.mark.parametrize("form", PAPERS, ids=lambda form: form.ending)
def test_a_paper_is_written_as_each(form: Format) -> None:
    """Is there a writer for each format that a document is promised in?"""
    paper = Paper("Titre", "Sujet", "Autrice", date(2027, 4, 12), [Paragraph("Bonjour")])
    assert written_as(paper, form).startswith(STARTS[form.ending])


@pytest.mark.parametrize("form", SLIDES, ids=lambda form: form.ending)
def test_slides_are_written_as_each(form: Format) -> None:
    """Do slides come in each format that the command proposes, under its name and media type?"""
    file = written(deck(Content()), form.ending)
    assert file.data.startswith(STARTS[form.ending])
    assert (file.name, file.media_type) == (f"soutenance.{form.ending}", form.media_type)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.ending)
def test_a_form_is_written_as_each(form: Format, tmp_path: Path) -> None:
    """Is a document to fill written in the formats that are proposed, whatever the case of its ending?"""
    path = tmp_path / f"cours.{form.ending.upper()}"
    write_form(all_exercises()[:1], Content(), path)
    assert path.read_bytes().startswith(STARTS[form.ending])
    with pytest.raises(FormError, match=form.ending):
        write_form(all_exercises()[:1], Content(), tmp_path / "cours.odt")


def test_a_kind_that_is_not_there_is_told_with_those_that_are() -> None:
    """Is who asks for another kind told which there are?"""
    with pytest.raises(TpeError, match=r"Le rapport s’écrit en docx, pdf ou html, pas en «\W+doc\W+»"):
        chosen("doc", PAPERS, "Le rapport s'écrit")
    assert endings(TABLES) == ".csv, .xlsx, .xls ou .ods"
    assert format_of("Mon Cours.HTM", FORMS) is formats.HTML
    assert format_of("cours", FORMS) is None
