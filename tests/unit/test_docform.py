"""The document form: written from the exercises, filled by people, read back without losing a word."""

import base64
import contextlib
import copy
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from html import escape
from pathlib import Path
from typing import Annotated, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.files import give_files
from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.course.cases import all_cases
from tpelib.course.oral.deck import deck
from tpelib.course.report import report
from tpelib.documents.docform import (
    VARIANTS,
    FormError,
    ImportReport,
    import_form,
    whole_course,
    write_form,
)
from tpelib.documents.paper import to_html
from tpelib.engine.answer import Answer, Rows, questions_of
from tpelib.engine.dossier import Content, Dossier
from tpelib.engine.exercise import Answers, Exercise
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Choices, Date, File, LongText, Number, Option, Text
from tpelib.engine.registry import all_exercises, get
from tpelib.samples.references import reference_content

FIXTURES = Path(__file__).parents[1] / "fixtures" / "docform"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMATS = ("docx", "html")
SOFFICE = shutil.which("soffice")

TRADES = (Option("florist", "Fleuriste"), Option("baker", "Boulangère", "ou pâtissière"), Option("x", "X"))
MONTHS = tuple(Option(str(rank), name) for rank, name in enumerate(("janvier", "février", "mars"), 1))


class Line(Answer):
    """A row that fits on a line."""

    name: Annotated[str, Text("Idée", hint="Un nom court")] = ""
    cost: Annotated[float | None, Number("Coût", unit="€")] = None


class Card(Answer):
    """A row too wide for a line."""

    what: Annotated[str, Text("Question")] = ""  # as the head of the table says, too
    story: Annotated[str, LongText("Détail")] = ""
    trade: Annotated[str, Choice("Métier", options=TRADES)] = ""
    start: Annotated[date | None, Date("Du")] = None
    end: Annotated[date | None, Date("Au")] = None
    months: Annotated[list[str], Choices("Mois", options=MONTHS)] = []


def not_hostile(data: bytes) -> None:
    if data == b"hostile":
        raise TpeError("Ce fichier n'est pas une image.")


class Sheet(Answer):
    """One question of each kind."""

    name: Annotated[str, Text("Comment s'appelle-t-elle ?", hint="Le nom connu.", group="L'entreprise")] = ""
    basket: Annotated[float | None, Number("Panier moyen ?", unit="€", group="L'entreprise")] = None
    story: Annotated[str, LongText("Racontez votre projet.", required=False)] = ""
    opened: Annotated[date | None, Date("Ouverte depuis quand ?")] = None
    trade: Annotated[str, Choice("Quel est votre métier ?", options=TRADES)] = ""
    peaks: Annotated[list[str], Choices("Quels sont vos mois forts ?", options=MONTHS)] = []
    turnover: Annotated[
        list[Line], Rows("Mois par mois ?", row=Line, row_labels=("janvier", "février", "mars"))
    ] = []
    ideas: Annotated[
        list[Line], Rows("Quelles idées ?", row=Line, max_rows=6, min_rows=2, add_label="Ajouter une idée")
    ] = []
    actions: Annotated[
        list[Card], Rows("Quelles actions ?", row=Card, max_rows=5, add_label="Ajouter une action")
    ] = []
    logo: Annotated[
        dict[str, Any] | None, File("Votre logo", accept=(".png",), max_bytes=1000, check=not_hostile)
    ] = None


def check(answer: Sheet, answers: Answers, marking: Marking) -> None:
    """Give a point for anything."""
    marking.award(1, True, "Bien.", "")


SHEET = Exercise(
    "t-fiche", "C1", ("Cr1",), "Ma fiche", "Répondez.\n\nTranquillement.", Sheet, 1.0, check, "Aide."
)

FULL: dict[str, Any] = {
    "name": "Aux « Mille » Pétales & Cie <l'atelier>",
    "basket": "1 234,50",
    "story": "Première ligne.\n\nTroisième ligne, avec une tabulation :\tlà.",
    "opened": "2026-03-06",
    "trade": "baker",
    "peaks": ["1", "3"],
    "turnover": [{"name": "creux", "cost": "10"}, {}, {"cost": "30,5"}],
    "ideas": [{"name": "Photo", "cost": "0"}, {"name": "Vidéo"}],
    "actions": [
        {"what": "Campagne", "story": "Deux\nlignes.", "trade": "x", "start": "2026-01-02", "months": ["2"]},
        {"what": "Jeu", "end": "2026-12-31", "trade": "florist"},
    ],
}


def content(values: Mapping[str, Any]) -> Content:
    """Return a dossier in memory that holds one answer."""
    return Content(answers={SHEET.id: {"values": dict(values)}})


def written(folder: Path, values: Mapping[str, Any], kind: str = "docx", variant: str = "normal") -> Path:
    path = folder / f"formulaire.{kind}"
    write_form([SHEET], content(values), path, variant=variant)
    return path


def imported(path: Path, folder: Path) -> tuple[Dossier, ImportReport]:
    """Take a filled document into the dossier of a folder."""
    folder.mkdir(exist_ok=True)
    dossier = Dossier(folder)
    return dossier, import_form(path, dossier, [SHEET])


def edited(path: Path, change: Callable[[Any], object]) -> Path:
    """Change the text of a document as a person or a program would."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(members["word/document.xml"])
    change(root)
    members["word/document.xml"] = etree.tostring(root)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def control(root: Any, tag: str) -> Any:
    """Return the content control of an answer."""
    (found,) = root.xpath(f"//*[local-name()='sdt'][*/*[local-name()='tag'][@*='{SHEET.id}.{tag}']]")
    return found


def put(root: Any, tag: str, text: str) -> None:
    """Type over what a control shows, the mark of an empty control left in place."""
    runs = list(control(root, tag).iter(f"{W}t"))
    runs[0].text = text
    for node in runs[1:]:
        node.text = ""


def unwrap(sdt: Any) -> None:
    """Delete a control, its text left where it was."""
    parent, place = sdt.getparent(), sdt.getparent().index(sdt)
    for child in reversed(list(sdt.find(f"{W}sdtContent"))):
        parent.insert(place, child)
    parent.remove(sdt)


def unwrap_all(root: Any) -> None:
    for sdt in list(root.iter(f"{W}sdt")):
        unwrap(sdt)


def paragraph(text: str) -> Any:
    node = etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}"><w:r><w:t/></w:r></w:p>')
    node[0][0].text = text
    return node


def holder(node: Any, kind: str) -> Any:
    """Return the element of a kind that holds a node."""
    return next(parent for parent in node.iterancestors() if parent.tag == f"{W}{kind}")


# --- round trips


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("variant", VARIANTS)
def test_the_reference_answers_survive(tmp_path: Path, kind: str, variant: str) -> None:
    """Does every case earn the same points once its answers have been through a document?"""
    cases = all_cases()
    # All six once; a presentation changes how a question looks and not which there are.
    for case in cases if variant == "normal" else [cases[list(VARIANTS).index(variant)]]:
        before = reference_content(case)
        path = tmp_path / f"{case.id}.{kind}"
        write_form(whole_course(), before, path, variant=variant)
        (tmp_path / case.id).mkdir()
        after = Dossier(tmp_path / case.id)
        report = import_form(path, after)
        assert not report.notes
        give_files(before, after)
        for exercise in all_exercises():
            assert exercise.parse(after.values(exercise.id)) == exercise.parse(before.values(exercise.id))
            if variant == "normal":
                assert exercise.evaluate(after) == exercise.evaluate(before)


@pytest.mark.parametrize("kind", FORMATS)
def test_the_paragraphs_of_the_report_and_of_the_oral_survive(tmp_path: Path, kind: str) -> None:
    """With the document alone, can one write one's own paragraphs, and are they in the report and on the slides?"""
    own = {
        "candidate": "Mireille Vidal",
        "variant": "grand",
        "pages": "Mes photos.\n\nMa nièce les a faites.",
    }
    pitch = {"who": "Je suis fleuriste place de la Halle.", "shown": ["pages", "campagne"], "minutes": "20"}
    before = Content(answers={"rapport": {"values": own}, "oral": {"values": pitch}})
    path = tmp_path / f"cahier.{kind}"
    write_form(whole_course(), before, path)
    (tmp_path / "parcours").mkdir()
    after = Dossier(tmp_path / "parcours")
    assert not import_form(path, after).notes
    for exercise in whole_course():
        assert exercise.parse(after.values(exercise.id)) == exercise.parse(before.values(exercise.id))
    words = " ".join(to_html(report(after, date(2027, 1, 4))).decode().split())
    assert "Mireille Vidal" in words
    assert "Ma nièce les a faites." in words
    assert deck(after).slides[1].points == ("Je suis fleuriste place de la Halle.",)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("variant", VARIANTS)
def test_every_kind_of_question_survives(tmp_path: Path, kind: str, variant: str) -> None:
    """Are answers the very same after a document, and is a second import nothing new?"""
    path = written(tmp_path, FULL, kind, variant)
    dossier, report = imported(path, tmp_path / "parcours")
    assert SHEET.parse(dossier.values(SHEET.id)) == SHEET.parse(FULL)
    assert dossier.values(SHEET.id)["opened"] == "2026-03-06"  # as the form of the course sends it
    assert not report.notes
    again = import_form(path, dossier, [SHEET])
    assert "rien de nouveau" in again.lines()[0]
    assert dossier.content.revision == 1


TEXT = st.text(max_size=60)
TYPED = st.fixed_dictionaries(
    {
        "name": TEXT,
        "basket": TEXT,
        "story": TEXT,
        "opened": TEXT,
        "ideas": st.lists(st.fixed_dictionaries({"name": TEXT, "cost": TEXT}), max_size=3),
        "turnover": st.lists(st.fixed_dictionaries({"name": TEXT}), min_size=3, max_size=3),
        "actions": st.lists(st.fixed_dictionaries({"what": TEXT, "story": TEXT, "start": TEXT}), max_size=2),
    }
)


def without_forbidden(value: Any) -> Any:
    """Drop what XML forbids, and write line ends one way."""
    if isinstance(value, dict):
        return {name: without_forbidden(item) for name, item in value.items()}
    if isinstance(value, list):
        return [without_forbidden(item) for item in value]
    text = re.sub(r"\r\n?", "\n", value)
    return "".join(
        c for c in text if c in "\t\n" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )


@pytest.mark.parametrize("kind", FORMATS)
@settings(max_examples=60)
@given(values=TYPED)
def test_any_text_survives(
    tmp_path_factory: pytest.TempPathFactory, kind: str, values: dict[str, Any]
) -> None:
    """Does whatever was typed, readable or not, come back letter for letter?"""
    folder = tmp_path_factory.mktemp("formulaire")
    dossier, _ = imported(written(folder, values, kind), folder / "parcours")
    typed = without_forbidden(values)
    for table in ("ideas", "actions"):  # a row without anything in it is no row
        typed[table] = [row for row in typed[table] if any(text.strip() for text in row.values())]
    if all(row.is_blank for row in SHEET.parse(typed).answer.turnover):
        typed["turnover"] = []  # a table without anything in it is no answer
    assert SHEET.parse(dossier.values(SHEET.id)) == SHEET.parse(typed)


@pytest.mark.parametrize("kind", FORMATS)
def test_an_empty_document_changes_nothing(tmp_path: Path, kind: str) -> None:
    """Is a blank never an answer, and does it never erase one?"""
    path = written(tmp_path, {}, kind)
    dossier, report = imported(path, tmp_path / "parcours")
    assert "est vide" in report.lines()[0]
    assert not dossier.path.exists()
    dossier.save(SHEET.id, FULL)
    report = import_form(path, dossier, [SHEET])
    assert dossier.values(SHEET.id) == FULL
    assert "9\u00a0laissées vides dans le document et gardées" in report.lines()[1]


def test_figures_of_a_cell_keep_their_digits(tmp_path: Path) -> None:
    """Is a number that somebody computed written whole, with a comma?"""
    path = written(tmp_path, {"basket": 1234.56789, "ideas": [{"name": "a", "cost": 3}]}, "html")
    dossier, _ = imported(path, tmp_path / "parcours")
    assert dossier.values(SHEET.id) == {"basket": "1234,56789", "ideas": [{"name": "a", "cost": "3"}]}


def test_values_of_another_shape_are_left_blank(tmp_path: Path) -> None:
    """Does a dossier that somebody edited by hand still give a document?"""
    odd = {
        "name": ["a"],
        "basket": {"a": 1},
        "trade": 3,
        "peaks": "1;3",
        "ideas": ["a", {"name": None}],
        "logo": "x",
    }
    for kind in FORMATS:
        dossier, _ = imported(written(tmp_path, odd, kind), tmp_path / kind)
        assert dossier.values(SHEET.id) == {"peaks": ["1", "3"]}


# --- what people do to a document


def test_text_typed_over_a_placeholder_is_taken(tmp_path: Path) -> None:
    """Is what was typed over, or beside, the words of an empty control an answer?"""

    def fill(root: Any) -> None:
        put(root, "name", "La Rose")
        put(root, "basket", "Écrivez un nombre1\u202f234,5\u00a0€")
        put(root, "opened", "6 mars 2026")
        put(root, "trade", "boulangère")
        put(root, "ideas.0.name", "Photo")
        put(root, "actions.1.what", "Écrivez iciUn jeu")

    dossier, report = imported(edited(written(tmp_path, {}), fill), tmp_path / "parcours")
    assert dossier.values(SHEET.id) == {
        "name": "La Rose",
        "basket": "1\u202f234,5\u00a0€",
        "opened": "2026-03-06",
        "trade": "baker",
        "ideas": [{"name": "Photo", "cost": ""}],
        "actions": [{"what": "Un jeu", "story": "", "trade": "", "start": "", "end": "", "months": []}],
    }
    assert report.exercises[0].problems == []
    assert SHEET.parse(dossier.values(SHEET.id)).answer.basket == 1234.5


def test_a_control_that_word_emptied_is_blank(tmp_path: Path) -> None:
    """Are the words Word shows in an emptied control no answer?"""

    def empty(root: Any) -> None:
        put(root, "name", "Cliquez ou appuyez ici pour entrer du texte.")
        put(root, "opened", "Click or tap to enter a date.".replace("to enter", "here to enter"))
        put(root, "trade", "Choisissez un élément.")

    dossier, _ = imported(edited(written(tmp_path, {}), empty), tmp_path / "parcours")
    assert dossier.values(SHEET.id) == {}


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_document_without_any_control_is_read_by_its_words(tmp_path: Path, variant: str) -> None:
    """When a program drops the controls and keeps the text, are all answers still found?"""
    path = edited(written(tmp_path, FULL, variant=variant), unwrap_all)
    dossier, report = imported(path, tmp_path / "parcours")
    assert SHEET.parse(dossier.values(SHEET.id)) == SHEET.parse(FULL)
    assert not report.notes
    blank, _ = imported(edited(written(tmp_path, {}, variant=variant), unwrap_all), tmp_path / "vide")
    assert blank.values(SHEET.id) == {}


def test_the_course_without_any_control_is_read_by_its_words(tmp_path: Path) -> None:
    """Does the same hold for the whole course?"""
    before = reference_content(all_cases()[0])
    path = tmp_path / "cours.docx"
    write_form(whole_course(), before, path)
    after = Dossier(tmp_path)
    report = import_form(edited(path, unwrap_all), after)
    assert not report.notes
    give_files(before, after)
    for exercise in all_exercises():
        assert exercise.evaluate(after) == exercise.evaluate(before)


def test_a_copied_row_is_one_more_row(tmp_path: Path) -> None:
    """Does a row made by copying another, tags and all, count as its own?"""

    def add(root: Any) -> None:
        row = holder(control(root, "ideas.1.name"), "tr")
        twin = copy.deepcopy(row)
        next(twin.iter(f"{W}t")).text = "2"
        next(node for node in twin.iter(f"{W}t") if node.text == "Vidéo").text = "Affiche"
        row.addnext(twin)
        card = holder(control(root, "actions.1.what"), "tbl")
        other = copy.deepcopy(card)
        next(node for node in other.iter(f"{W}t") if node.text == "Jeu").text = "Soirée"
        card.addnext(other)  # the tables touch: Word makes one of them
        for line in list(other)[2:]:
            card.append(line)
        other.getparent().remove(other)

    dossier, _ = imported(edited(written(tmp_path, FULL), add), tmp_path / "parcours")
    answer = SHEET.parse(dossier.values(SHEET.id)).answer
    assert [line.name for line in answer.ideas] == ["Photo", "Vidéo", "Affiche"]
    assert [card.what for card in answer.actions] == ["Campagne", "Jeu", "Soirée"]


def test_a_row_added_with_the_tab_key_is_taken(tmp_path: Path) -> None:
    """Is a row whose cells hold no control read by the heads of its columns?"""

    def add(root: Any) -> None:
        last = holder(control(root, "ideas.4.name"), "tr")
        cells = "".join(
            f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in ("", "Blog", "12")
        )
        last.addnext(etree.fromstring(f'<w:tr xmlns:w="{W[1:-1]}">{cells}</w:tr>'))

    dossier, _ = imported(edited(written(tmp_path, FULL), add), tmp_path / "parcours")
    assert dossier.values(SHEET.id)["ideas"][-1] == {"name": "Blog", "cost": "12"}


def test_a_control_deleted_in_a_cell_leaves_its_text(tmp_path: Path) -> None:
    """Is text that stands in a cell without its control still the answer?"""

    def delete(root: Any) -> None:
        for tag in ("ideas.0.name", "turnover.2.cost", "actions.0.trade", "basket"):
            unwrap(control(root, tag))

    dossier, report = imported(edited(written(tmp_path, FULL), delete), tmp_path / "parcours")
    assert SHEET.parse(dossier.values(SHEET.id)) == SHEET.parse(FULL)
    assert not report.notes


def test_tracked_changes_count_as_accepted(tmp_path: Path) -> None:
    """Is what was struck out gone and what was inserted there, rows included?"""

    def track(root: Any) -> None:
        run = next(control(root, "name").iter(f"{W}r"))
        inserted = copy.deepcopy(run)
        next(inserted.iter(f"{W}t")).text = "La Tulipe"
        old, new = etree.Element(f"{W}del"), etree.Element(f"{W}ins")
        run.addprevious(old)
        run.addprevious(new)
        old.append(run)
        new.append(inserted)
        row = holder(control(root, "ideas.0.name"), "tr")
        etree.SubElement(row.find(f"{W}trPr"), f"{W}del")

    dossier, _ = imported(edited(written(tmp_path, FULL), track), tmp_path / "parcours")
    assert dossier.values(SHEET.id)["name"] == "La Tulipe"
    assert dossier.values(SHEET.id)["ideas"] == [{"name": "Vidéo", "cost": ""}]


def test_an_answer_that_grew_into_several_paragraphs_is_whole(tmp_path: Path) -> None:
    """Are paragraphs that Enter made, inside the control or after it, part of the answer?"""

    def grow(root: Any) -> None:
        sdt = control(root, "story")
        line = holder(sdt, "p")
        line.addnext(paragraph("Et la fin."))
        line.addprevious(sdt)
        inside = sdt.find(f"{W}sdtContent")
        for child in list(inside):
            inside.remove(child)
        inside.extend([paragraph("Un."), paragraph(""), paragraph("Deux.")])
        line.getparent().remove(line)

    dossier, report = imported(edited(written(tmp_path, {}), grow), tmp_path / "parcours")
    assert dossier.values(SHEET.id) == {"story": "Un.\n\nDeux.\nEt la fin."}
    assert not report.notes


@pytest.mark.parametrize("mark", ["x {}", "{} X", "☒ {}", "✓ {}", "oui {}", "{} Oui"])
def test_a_box_marked_by_hand_is_chosen(tmp_path: Path, mark: str) -> None:
    """Is a cross typed beside the box as good as a click, with or without the control?"""

    def tick(root: Any) -> None:
        line = holder(control(root, "peaks.2"), "p")
        for child in list(line)[1:]:
            line.remove(child)
        line.append(paragraph(mark.format("février"))[0])

    dossier, _ = imported(edited(written(tmp_path, {}), tick), tmp_path / "parcours")
    assert dossier.values(SHEET.id) == {"peaks": ["2"]}


@pytest.mark.parametrize(("typed", "chosen"), [("x", True), ("Oui", True), ("☒", True), ("non", False)])
def test_a_mark_typed_in_the_place_of_the_box_is_chosen(tmp_path: Path, typed: str, chosen: bool) -> None:
    """Where somebody typed over the box itself, are a cross and « oui » a yes, and « non » none?"""
    path = edited(written(tmp_path, {}), lambda root: put(root, "peaks.2", typed))
    dossier, _ = imported(path, tmp_path / "parcours")
    assert dossier.values(SHEET.id) == ({"peaks": ["2"]} if chosen else {})


def test_months_written_in_words_are_chosen(tmp_path: Path) -> None:
    """When the boxes were deleted and the answer written out, is it understood?"""

    def write(root: Any) -> None:
        lines = [holder(control(root, f"peaks.{rank}"), "p") for rank in (1, 2, 3)]
        lines[0].addprevious(paragraph("Mars, janvier"))
        for line in lines:
            line.getparent().remove(line)

    dossier, _ = imported(edited(written(tmp_path, {}), write), tmp_path / "parcours")
    assert SHEET.answer(dossier).peaks == ["1", "3"]


def test_a_date_shown_otherwise_is_read_from_its_control(tmp_path: Path) -> None:
    """Does a date picked in Word count whatever way Word shows it?"""

    def show(root: Any) -> None:
        put(root, "opened", "ven. 06-mars-26")

    dossier, _ = imported(edited(written(tmp_path, FULL), show), tmp_path / "parcours")
    assert dossier.values(SHEET.id)["opened"] == "2026-03-06"


def test_columns_and_rows_in_another_order_are_understood(tmp_path: Path) -> None:
    """Are cells known by their head and fixed rows by their name?"""

    def shuffle(root: Any) -> None:
        unwrap_all(root)
        table = next(t for t in root.iter(f"{W}tbl") if "janvier" in "".join(t.itertext()))
        rows = list(table.iter(f"{W}tr"))
        for row in rows:
            cells = list(row.iter(f"{W}tc"))
            cells[0].addnext(cells[2])
        rows[0].addnext(rows[3])

    dossier, _ = imported(edited(written(tmp_path, FULL), shuffle), tmp_path / "parcours")
    assert SHEET.parse(dossier.values(SHEET.id)).answer.turnover == SHEET.parse(FULL).answer.turnover


def test_text_left_beside_the_questions_is_told(tmp_path: Path) -> None:
    """Is what answers nothing named, so that nobody thinks it was taken?"""

    def stray(root: Any) -> None:
        holder(control(root, "basket"), "p").addnext(paragraph("Un mot en trop"))
        holder(control(root, "ideas.0.name"), "tbl").addnext(paragraph("Voir aussi au dos"))

    dossier, report = imported(edited(written(tmp_path, FULL), stray), tmp_path / "parcours")
    (line,) = [line for line in report.lines() if "hors des cases" in line]
    assert "Un mot en trop" in line
    assert "Voir aussi au dos" in line
    assert dossier.values(SHEET.id)["basket"] == "1 234,50"


def test_answers_to_an_exercise_of_another_course_are_told(tmp_path: Path) -> None:
    """Is an answer this version knows nothing of named rather than dropped in silence?"""
    other = Exercise("t-autre", "C9", (), "Autre", "Répondez.", Sheet, 1.0, check)
    both = Content(answers={SHEET.id: {"values": FULL}, other.id: {"values": {"name": "Perdu"}}})
    for kind in FORMATS:
        path = tmp_path / f"deux.{kind}"
        write_form([SHEET, other], both, path)
        dossier, report = imported(path, tmp_path / kind)
        assert SHEET.parse(dossier.values(SHEET.id)) == SHEET.parse(FULL)
        assert any("ne connaît pas cette question" in line for line in report.lines())
    dossier, report = imported(edited(tmp_path / "deux.docx", unwrap_all), tmp_path / "sans")
    assert SHEET.parse(dossier.values(SHEET.id)) == SHEET.parse(FULL)
    assert any(
        "« 2. Autre »".replace(" ", "\u00a0").replace(".\u00a0", ". ") in line for line in report.lines()
    )


def test_words_of_an_older_course_are_no_answer(tmp_path: Path) -> None:
    """When a hint was reworded since the document was made, is the old hint left out of the answer?"""

    def reword(root: Any) -> None:
        for node in root.iter(f"{W}t"):
            if node.text == "Le nom connu.":
                node.text = "Le nom d'avant."
        unwrap_all(root)

    dossier, report = imported(edited(written(tmp_path, FULL), reword), tmp_path / "parcours")
    assert dossier.values(SHEET.id)["name"] == FULL["name"]
    assert not report.notes


def test_part_of_a_document_is_enough(tmp_path: Path) -> None:
    """May somebody send back only the page they filled?"""

    def cut(root: Any) -> None:
        body = root.find(f"{W}body")
        kept = holder(control(root, "basket"), "p")
        for node in list(body):
            if node is not kept:
                body.remove(node)

    dossier, _ = imported(edited(written(tmp_path, FULL), cut), tmp_path / "parcours")
    assert dossier.values(SHEET.id) == {"basket": "1 234,50"}


@pytest.mark.parametrize("name", ["libreoffice-7.4.docx", "libreoffice-7.4-via-odt.docx"])
def test_a_document_saved_by_libreoffice_is_read(tmp_path: Path, name: str) -> None:
    """LibreOffice 7.4 drops every tag: are the answers found all the same?

    The files were made by ``soffice --headless --convert-to`` (docx; odt then docx) from this module's form.
    """
    dossier, report = imported(FIXTURES / name, tmp_path / "parcours")
    assert SHEET.parse(dossier.values(SHEET.id)) == SHEET.parse(FULL)
    assert not report.notes


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_the_course_goes_through_libreoffice(tmp_path: Path) -> None:
    """Where LibreOffice is installed: does the whole course survive it, as DOCX and by ODT?"""
    before = reference_content(all_cases()[1])
    write_form(whole_course(), before, tmp_path / "cours.docx")

    def convert(source: Path, kind: str) -> Path:
        target = source.with_suffix("") / source.name
        profile = f"-env:UserInstallation=file://{tmp_path}/profil"
        options = ["--headless", "--convert-to", kind, "--outdir", str(target.parent)]
        subprocess.run([str(SOFFICE), profile, *options, str(source)], check=True, capture_output=True)
        return target.with_suffix(f".{kind}")

    direct = convert(tmp_path / "cours.docx", "docx")
    by_odt = convert(convert(tmp_path / "cours.docx", "odt"), "docx")
    for path in (direct, by_odt):
        (path.parent / "parcours").mkdir()
        after = Dossier(path.parent / "parcours")
        assert not import_form(path, after).notes
        give_files(before, after)
        for exercise in all_exercises():
            assert exercise.parse(after.values(exercise.id)) == exercise.parse(before.values(exercise.id))


# --- into the dossier


def test_the_document_wins_and_the_version_before_is_kept(tmp_path: Path) -> None:
    """Does a differing answer replace, in one save, with the old one beside and the report saying so?"""
    dossier, _ = imported(written(tmp_path, FULL), tmp_path / "parcours")
    dossier.save(SHEET.id, {"name": "Ancien nom"})
    before = dossier.path.read_bytes()
    report = import_form(tmp_path / "formulaire.docx", dossier, [SHEET])
    assert dossier.values(SHEET.id)["name"] == FULL["name"]
    assert (dossier.folder / Dossier.PREVIOUS).read_bytes() == before
    assert report.exercises[0].replaced == ["« Comment s’appelle-t-elle ? »".replace(" ?", "\u202f?")]
    assert "dossier.precedent.json" in report.lines()[-1]


@pytest.mark.parametrize("kind", FORMATS)
def test_what_cannot_be_read_never_replaces_what_can(tmp_path: Path, kind: str) -> None:
    """Is an unreadable answer told, kept where there was none, and refused where there was one?"""
    typed = {"basket": "12O", "opened": "31/02/2026", "ideas": [{"name": "a", "cost": "beaucoup"}]}
    path = written(tmp_path, typed, kind)
    dossier, report = imported(path, tmp_path / "neuf")
    assert dossier.values(SHEET.id) == typed
    problems = " ".join(report.lines())
    assert (
        "« Panier moyen ? »".replace(" ?", "\u202f?").replace("« ", "«\u00a0").replace(" »", "\u00a0»")
        in problems
    )
    assert "n’existe pas dans le calendrier" in problems
    assert "idée 1, «\u00a0Coût\u00a0»" in problems

    held = Dossier(tmp_path / "neuf")
    held.save(SHEET.id, {"basket": "35", "opened": "2026-02-28", "ideas": [{"name": "a", "cost": "7"}]})
    import_form(path, held, [SHEET])
    assert held.values(SHEET.id) == {
        "basket": "35",
        "opened": "2026-02-28",
        "ideas": [{"name": "a", "cost": "7"}],
    }


def test_blank_cells_of_a_row_keep_what_the_dossier_has(tmp_path: Path) -> None:
    """When a row of the document is that of the dossier with holes, are the holes filled?"""
    path = written(
        tmp_path,
        {
            "turnover": [{"cost": "11"}, {"name": "fêtes"}, {}],
            "ideas": [{"name": "Vidéo"}, {"name": "Affiche", "cost": "3"}],
        },
    )
    dossier, _ = imported(written(tmp_path, {}), tmp_path / "parcours")
    dossier.save(
        SHEET.id,
        {
            "turnover": [{"name": "creux", "cost": "10"}, {}, {"cost": "30"}],
            "ideas": [{"name": "Photo", "cost": "0"}, {"name": "Vidéo", "cost": "5"}],
        },
    )
    path = written(
        tmp_path,
        {
            "turnover": [{"cost": "11"}, {"name": "fêtes"}, {}],
            "ideas": [{"name": "Vidéo"}, {"name": "Affiche", "cost": "3"}],
        },
    )
    import_form(path, dossier, [SHEET])
    answer = SHEET.answer(dossier)
    assert [(line.name, line.cost) for line in answer.turnover] == [("creux", 11), ("fêtes", None), ("", 30)]
    assert [(line.name, line.cost) for line in answer.ideas] == [("Vidéo", 5), ("Affiche", 3)]


def test_a_whole_course_is_one_save(tmp_path: Path) -> None:
    """Are nine exercises taken together, or not at all?"""
    path = tmp_path / "cours.html"
    write_form(whole_course(), reference_content(all_cases()[0]), path)
    dossier = Dossier(tmp_path)
    import_form(path, dossier)
    assert dossier.content.revision == 1


# --- the page and its script


def saved_page(path: Path, *extra: str) -> Path:
    """Add what the script adds to a copy."""
    page = path.read_text(encoding="utf-8").replace("</form>", f"{''.join(extra)}</form>")
    path.write_text(page, encoding="utf-8")
    return path


def joined(name: str, data: bytes) -> str:
    address = f"data:image/png;base64,{base64.b64encode(data).decode()}"
    return f'<input type="hidden" name="t-fiche.logo" data-joined="{name}" value="{address}">'


def test_a_file_joined_to_the_page_is_kept(tmp_path: Path) -> None:
    """Does a file given in the page reach the dossier, under its own name?"""
    path = saved_page(written(tmp_path, FULL, "html"), joined("logo.png", b"image"))
    dossier, report = imported(path, tmp_path / "parcours")
    answer = dossier.values(SHEET.id)["logo"]
    assert answer["name"] == "logo.png"
    assert dossier.file(answer) == b"image"
    assert "rien de nouveau" in import_form(path, dossier, [SHEET]).lines()[0]
    assert report.exercises[0].problems == []


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("logo.exe", b"MZ", ".png"),
        ("logo.png", b"x" * 1001, "dépasse"),
        ("../../logo.png", b"x", "forme attendue"),
        ("logo.png", b"hostile", "pas une image"),
    ],
)
def test_a_file_the_question_refuses_is_told(tmp_path: Path, name: str, data: bytes, sentence: str) -> None:
    """Is a joined file held to the question's own rules?"""
    dossier, report = imported(
        saved_page(written(tmp_path, {}, "html"), joined(name, data)), tmp_path / "parcours"
    )
    assert sentence in report.exercises[0].problems[0]
    assert not (dossier.folder / "fichiers").exists()


def test_a_damaged_joined_file_is_told(tmp_path: Path) -> None:
    """Is a file whose bytes were cut refused with a sentence?"""
    page = saved_page(written(tmp_path, {}, "html"), joined("a.png", b"x").replace("base64,", "base64,é"))
    _, report = imported(page, tmp_path / "parcours")
    assert "abîmé" in report.lines()[-1]


def test_the_answers_alone_are_read(tmp_path: Path) -> None:
    """Is the JSON that the page saves as good as the page?"""
    path = tmp_path / "reponses.json"
    answers = {
        "t-fiche.name": "La Rose",
        "t-fiche.peaks": ["3", "1"],
        "t-fiche.ideas.0.name": "Photo",
        "t-fiche.ideas.2.cost": "5",
        "t-fiche.inconnue": "?",
    }
    files = {"t-fiche.logo": {"name": "logo.png", "data": "data:image/png;base64,aW1hZ2U="}}
    path.write_text(
        json.dumps({"format": "tpe-formulaire", "version": 1, "answers": answers, "files": files})
    )
    dossier, report = imported(path, tmp_path / "parcours")
    answer = SHEET.answer(dossier)
    assert answer.name == "La Rose"
    assert answer.peaks == ["1", "3"]
    assert [(line.name, line.cost) for line in answer.ideas] == [("Photo", None), ("", 5)]
    assert dossier.file(answer.logo) == b"image"
    assert "t-fiche.inconnue" in report.lines()[-1]


def test_a_page_saved_in_another_encoding_is_read(tmp_path: Path) -> None:
    """Is a page that an old program saved as UTF-16 or Windows-1252 still a page?"""
    page = written(tmp_path, {"name": "Fleurs d'été", "story": "Déjà"}, "html").read_text(encoding="utf-8")
    for encoding in ("utf-16", "utf-8-sig", "cp1252"):
        path = tmp_path / f"{encoding}.html"
        path.write_bytes(page.encode(encoding, "xmlcharrefreplace"))
        dossier, _ = imported(path, tmp_path / encoding)
        assert dossier.values(SHEET.id) == {"name": "Fleurs d'été", "story": "Déjà"}


# --- what is no form, or means harm


def packed(**members: str | bytes) -> bytes:
    """Return a ZIP: ``word_document_xml`` stands for ``word/document.xml``."""
    names = {"types": "[Content_Types].xml", "document": "word/document.xml", "macros": "word/vbaProject.bin"}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(names.get(name, name), data)
    return out.getvalue()


TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
DOCUMENT = (
    f'<w:document xmlns:w="{W[1:-1]}"><w:body><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:body></w:document>'
)
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def encrypted(data: bytes) -> bytes:
    """Set the flag that says a member needs a password."""
    return data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")


def stamped(kind: str, version: object) -> bytes:
    if kind == "docx":
        text = f"Repère : tpe-formulaire version {version}."
        return packed(types=TYPES, document=DOCUMENT.format(text))
    if kind == "html":
        return f'<!doctype html><meta name="tpe-formulaire" content="{version}"><p>'.encode()
    return json.dumps({"format": "tpe-formulaire", "version": version, "answers": {}}).encode()


HOSTILE: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.docx", b"", "n’est pas un document Word"),
    "no zip": ("a.docx", b"Bonjour", "n’est pas un document Word"),
    "another zip": ("a.docx", packed(a="b"), "n’est pas un document Word"),
    "no text": ("a.docx", packed(types=TYPES), "n’est pas un document Word"),
    "text in ruins": ("a.docx", packed(types=TYPES, document="<w:document"), "n’est pas un document Word"),
    "another document": (
        "a.docx",
        packed(types=TYPES, document=DOCUMENT.format("Recette")),
        "les exercices du cours",
    ),
    "old or protected": ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "mot de passe"),
    "bomb": ("a.docx", packed(types=TYPES, document=b"<" + b" " * 30_000_000), "trop volumineux"),
    "bomb of kinds": ("a.docx", packed(types=b" " * 30_000_000), "trop volumineux"),
    "deep": ("a.docx", packed(types=TYPES, document="<a>" * 100_000), "n’est pas un document Word"),
    "laughs": (
        "a.docx",
        packed(types=TYPES, document=f'<!DOCTYPE w [<!ENTITY l0 "ha">{LAUGHS}]>{DOCUMENT.format("&l9;")}'),
        "n’est pas un document Word",
    ),
    "macros": ("a.docx", packed(types=TYPES, document=DOCUMENT.format("x"), macros=b"\0"), "macros"),
    "macros declared": (
        "a.docx",
        packed(types=TYPES.replace("document.main", "macroEnabled.main")),
        "macros",
    ),
    "macros by name": ("a.docm", b"", "macros"),
    "encrypted": (
        "a.docx",
        encrypted(packed(types=TYPES, document=DOCUMENT.format("x"))),
        "n’est pas un document Word",
    ),
    "later document": ("a.docx", stamped("docx", 99), "autre version"),
    "later page": ("a.html", stamped("html", 99), "autre version"),
    "page without version": ("a.html", stamped("html", "²"), "autre version"),
    "later answers": ("a.json", stamped("json", 99), "autre version"),
    "version true": ("a.json", stamped("json", True), "autre version"),
    "another page": ("a.html", b"<html><body>Bonjour</body></html>", "n’est pas une copie"),
    "empty page": ("a.html", b"", "n’est pas une copie"),
    "page of zeros": ("a.htm", b"\0" * 1000, "n’est pas une copie"),
    "no json": ("a.json", b"{", "réponses du cours"),
    "deep json": ("a.json", b"[" * 200_000, "réponses du cours"),
    "a dossier": ("a.json", b'{"format": "tpe-dossier", "version": 1, "answers": {}}', "réponses du cours"),
    "odd answers": (
        "a.json",
        json.dumps({"format": "tpe-formulaire", "version": 1, "answers": {"a": {"b": 1}}}).encode(),
        "réponses du cours",
    ),
    "odt": ("a.odt", b"PK", "format Word"),
    "pdf": ("a.pdf", b"%PDF", "formulaire rempli"),
    "no ending": ("a", b"", "formulaire rempli"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_form_gets_a_sentence(tmp_path: Path, name: str) -> None:
    """Is the file named, the reason said, and the dossier left exactly as it was?"""
    filename, data, sentence = HOSTILE[name]
    path = tmp_path / filename
    path.write_bytes(data)
    dossier = Dossier(tmp_path)
    dossier.save(SHEET.id, FULL)
    before = dossier.path.read_bytes()
    with pytest.raises(FormError) as refused:
        import_form(path, dossier, [SHEET])
    assert sentence in str(refused.value)
    assert f"«\u00a0{filename}\u00a0»" in str(refused.value)
    assert dossier.path.read_bytes() == before
    assert sorted(found.name for found in tmp_path.iterdir()) == sorted(
        [filename, "dossier.json", ".dossier.lock"]
    )


def test_a_file_of_200_megabytes_is_not_even_read(tmp_path: Path) -> None:
    """Is a huge file refused by its size?"""
    path = tmp_path / "gros.docx"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    with pytest.raises(FormError, match="dépasse 60"):
        import_form(path, Dossier(tmp_path), [SHEET])


def test_a_missing_file_and_a_folder_get_a_sentence(tmp_path: Path) -> None:
    """Are a wrong name and a folder told apart?"""
    (tmp_path / "dossier.docx").mkdir()
    with pytest.raises(FormError, match="n’existe pas"):
        import_form(tmp_path / "rien.docx", Dossier(tmp_path), [SHEET])
    with pytest.raises(FormError, match="est un dossier"):
        import_form(tmp_path / "dossier.docx", Dossier(tmp_path), [SHEET])


def test_an_entity_never_reads_a_file(tmp_path: Path) -> None:
    """Can a document make the import read another file of the machine?"""
    (tmp_path / "secret.txt").write_text("mot de passe")
    secret = f"{tmp_path}/secret.txt"
    bait = f'<!DOCTYPE w [<!ENTITY s SYSTEM "file://{secret}">]>'
    document = DOCUMENT.format("tpe-formulaire version 1 &s;")
    path = tmp_path / "a.docx"
    path.write_bytes(packed(types=TYPES, document=bait + document))
    with pytest.raises(FormError):
        import_form(path, Dossier(tmp_path), [SHEET])
    page = written(tmp_path, {"name": "VIDE"}, "html")
    page.write_text(
        page.read_text(encoding="utf-8").replace("<!doctype html>", bait).replace("VIDE", "&s;"),
        encoding="utf-8",
    )
    dossier, _ = imported(page, tmp_path / "parcours")
    assert dossier.values(SHEET.id).get("name", "") in ("&s;", "")


@given(data=st.binary(max_size=400))
@pytest.mark.parametrize("kind", ["docx", "html", "json"])
def test_any_bytes_get_a_sentence(tmp_path_factory: pytest.TempPathFactory, kind: str, data: bytes) -> None:
    """Can any file make the import fail otherwise than by its sentence?"""
    folder = tmp_path_factory.mktemp("octets")
    path = folder / f"a.{kind}"
    path.write_bytes(data)
    with pytest.raises(FormError):
        import_form(path, Dossier(folder), [SHEET])


@settings(max_examples=40)
@given(data=st.data())
def test_a_document_in_pieces_never_breaks_the_reader(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Whatever is torn out of a document or moved in it, is there a report or a sentence?"""
    folder = tmp_path_factory.mktemp("morceaux")

    def tear(root: Any) -> None:
        for _ in range(data.draw(st.integers(1, 25))):
            nodes = [node for node in root.iter() if node.getparent() is not None]
            if len(nodes) < 3:
                return
            node = nodes[data.draw(st.integers(1, len(nodes) - 1))]
            if data.draw(st.booleans()):
                node.getparent().remove(node)
            else:
                other = nodes[data.draw(st.integers(0, len(nodes) - 1))]
                if node not in other.iterancestors() and other is not node:
                    other.append(node)

    path = edited(written(folder, FULL), tear)
    with contextlib.suppress(FormError):
        assert imported(path, folder / "parcours")[1].lines()


# --- what the documents are made of


@pytest.fixture(scope="module", params=VARIANTS)
def course(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """Give the documents of the whole course in one variant."""
    folder = tmp_path_factory.mktemp(request.param)
    for kind in FORMATS:
        write_form(whole_course(), Content(), folder / f"cours.{kind}", variant=request.param)
    return request.param, folder


def part(path: Path, name: str) -> Any:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


@pytest.mark.parametrize("kind", FORMATS)
def test_the_businesses_to_choose_from_are_told(course: tuple[str, Path], kind: str, tmp_path: Path) -> None:
    """Does who works on a document alone find the figures of the six businesses, and not in a part of the course?"""
    if kind == "docx":
        words = "".join(part(course[1] / "cours.docx", "word/document.xml").itertext())
    else:
        words = (course[1] / "cours.html").read_text(encoding="utf-8")
    for case in all_cases():
        assert escape(case.name, quote=False) in words or case.name in words
        assert all(french.typography(value) in words for _, value in case.facts)
    write_form([get("c2-public")], Content(), tmp_path / "c2.html")
    assert "Six cas fictifs" not in (tmp_path / "c2.html").read_text(encoding="utf-8")


def test_the_word_document_can_be_heard(course: tuple[str, Path]) -> None:
    """Has it a language, a title, nested headings, header rows, named controls, and nothing that floats?"""
    path = course[1] / "cours.docx"
    root, styles = part(path, "word/document.xml"), part(path, "word/styles.xml")
    assert styles.find(f"{W}docDefaults//{W}lang").get(f"{W}val") == "fr-FR"
    assert "Mon cahier d’exercices" in "".join(part(path, "docProps/core.xml").itertext())
    names = [node.get(f"{W}val") for node in root.iter(f"{W}pStyle")]
    levels = [int(name[-1]) for name in names if name.startswith("Heading")]
    assert levels.count(1) == len(whole_course()) + 2  # the contents, and the fictional businesses
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))
    for table in root.iter(f"{W}tbl"):
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
        assert len({len(row.findall(f"{W}tc")) for row in table.iter(f"{W}tr")}) == 1
    for merged in ("gridSpan", "vMerge", "drawing", "pict", "txbxContent", "framePr"):
        assert root.find(f".//{W}{merged}") is None
    tags = [node.get(f"{W}val") for node in root.iter(f"{W}tag")]
    titles = [node.get(f"{W}val") for node in root.iter(f"{W}alias")]
    ids = [node.get(f"{W}val") for node in root.iter(f"{W}id") if node.getparent().tag == f"{W}sdtPr"]
    assert len(tags) == len(titles) == len(ids) == len(set(tags)) == len(set(ids))
    assert max(map(len, [*tags, *titles])) <= 64
    assert all(titles)


def test_large_print_is_large_everywhere(course: tuple[str, Path]) -> None:
    """Is no text of the large variant under 18 points, hints and footers included?"""
    variant, folder = course
    styles = part(folder / "cours.docx", "word/styles.xml")
    used = {
        node.get(f"{W}val") for node in part(folder / "cours.docx", "word/document.xml").iter(f"{W}pStyle")
    }
    sizes = {
        style.get(f"{W}styleId"): int(style.find(f"{W}rPr/{W}sz").get(f"{W}val")) / 2
        for style in styles.iter(f"{W}style")
        if style.get(f"{W}styleId") in used | {"Footer", "Normal"}
    }
    assert set(sizes) >= used
    assert min(sizes.values()) >= {"grand": 18, "dyslexie": 14, "contraste": 14}.get(variant, 11)


def test_every_question_has_its_place(course: tuple[str, Path]) -> None:
    """Does each question of each exercise, those to come included, appear in both documents?"""
    _, folder = course
    tags = {node.get(f"{W}val") for node in part(folder / "cours.docx", "word/document.xml").iter(f"{W}tag")}
    page = etree.fromstring((folder / "cours.html").read_bytes(), etree.HTMLParser())
    names = {node.get("name") for node in page.iter("input", "select", "textarea")}
    for exercise in all_exercises():
        for name, question in questions_of(exercise.model).items():
            if isinstance(question, File):
                continue
            start = f"{exercise.id}.{name}"
            assert any(tag == start or tag.startswith(f"{start}.") for tag in tags), start
            assert any(found == start or found.startswith(f"{start}.") for found in names if found), start


def test_the_page_needs_nothing_from_elsewhere(course: tuple[str, Path]) -> None:
    """Is the page one file, with ids used once and each label and description pointing at something?"""
    page = etree.fromstring((course[1] / "cours.html").read_bytes(), etree.HTMLParser())
    for attribute in ("src", "href", "action"):
        assert all(value.startswith("#") for value in page.xpath(f"//@{attribute}"))
    shown = page.xpath("//*[not(ancestor-or-self::template)]")
    ids = [node.get("id") for node in shown if node.get("id")]
    assert len(ids) == len(set(ids))
    for node in shown:
        for attribute in ("for", "aria-describedby", "aria-labelledby"):
            assert node.get(attribute) is None or node.get(attribute) in ids
    for node in page.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        labelled = node.get("aria-label") or page.xpath("//label[@for=$id]", id=node.get("id"))
        assert labelled


def test_nothing_is_chosen_beforehand(course: tuple[str, Path]) -> None:
    """Is a blank document without any answer?"""
    page = etree.fromstring((course[1] / "cours.html").read_bytes(), etree.HTMLParser())
    assert not page.xpath("//*[@checked or @selected]")
    assert not page.xpath("//input[@value and not(@type='radio' or @type='checkbox')]")


@pytest.mark.parametrize(
    ("name", "variant", "sentence"),
    [
        ("a.pdf", "normal", r"\.docx ou par \.html"),
        ("a.docx", "géant", "n’existe pas : normal, grand, contraste ou dyslexie".replace(" :", "\u00a0:")),
        ("rien/a.docx", "normal", "n’a pas pu être écrit"),
    ],
)
def test_a_document_that_cannot_be_written_says_why(
    tmp_path: Path, name: str, variant: str, sentence: str
) -> None:
    """Is a wrong ending, variant or folder a sentence?"""
    with pytest.raises(TpeError, match=sentence):
        write_form([SHEET], Content(), tmp_path / name, variant=variant)
