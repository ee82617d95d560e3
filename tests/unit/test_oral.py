"""The oral: whose weak points lead to which questions, what the slides hold, and the files they become."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER

from tests.dossiers import dossier, silent
from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.look.variants import VARIANTS
from tpelib.cli.commands import main
from tpelib.course.cases import BusinessCase, all_cases
from tpelib.course.oral.asking import ask, asked, questions_for
from tpelib.course.oral.deck import Deck, deck
from tpelib.course.oral.exercises import REHEARSAL, form
from tpelib.course.oral.pitch import LONGEST, Pitch, duration
from tpelib.course.oral.powerpoint import to_pptx
from tpelib.course.oral.question_bank import load
from tpelib.course.oral.web import to_html
from tpelib.course.report.plan import PLAN
from tpelib.engine import measures, referential
from tpelib.engine.answer import questions_of
from tpelib.engine.dossier import Content
from tpelib.engine.exercise import Outcome
from tpelib.engine.registry import get
from tpelib.samples.references import reference_content

HOSTILE = "<script>alert(1)</script>\u202e & « ] ]> » \x07 " + "mot " * 20
PITCH = {
    "who": "Je suis fleuriste.",
    "decided": "J'ai choisi Instagram.",
    "proof": "Six clients sur dix y sont.",
    "proud": "une page pour chacun.",
    "again": "j'interrogerais les absents.",
}


def plain(text: str) -> str:
    """Return a text with plain spaces and apostrophes."""
    return text.replace(french.NBSP, " ").replace(french.NNBSP, " ").replace("’", "'")


def well_but(changed: Mapping[str, Mapping[str, Any]]) -> Content:
    """Return the florist's dossier with its files, some answers changed."""
    content = reference_content(all_cases()[0])
    for key, values in changed.items():
        content.answers[key]["values"].update(values)
    return content


@pytest.fixture(scope="module")
def florist() -> Deck:
    """Return the slides of the florist, who wrote her three sentences."""
    content = reference_content(all_cases()[0])
    content.answers["oral"] = {"values": PITCH}
    content.answers["rapport"] = {"values": {"candidate": "Mireille Vidal", "session": "Rodez, juin 2027"}}
    return deck(content)


# ── Les questions ─────────────────────────────────────────────────────────────────────────────────


def test_every_criterion_has_questions_that_bear_on_it() -> None:
    """Has each criterion five questions at least, each on an exercise that gives evidence for it?"""
    bank = load()
    counted = Counter(question.criterion for question in bank.questions)
    criteria = [criterion.id for criterion in referential.load().criteria]
    assert list(bank.criteria) == criteria
    assert all(counted[criterion] >= 5 for criterion in criteria)
    assert len({question.id for question in bank.questions}) == len(bank.questions)
    for question in bank.questions:
        exercise = get(question.exercise)
        assert question.criterion in exercise.criteria
        assert set(question.fields) <= set(questions_of(exercise.model))
        assert len(question.answer) >= 3
        assert question.text.endswith(("?", ".")), question.id


def test_accommodations_are_the_jurys_own_measures_and_name_no_illness() -> None:
    """Is a measure of the rehearsal one that the jury may note, without a word on health?"""
    known = measures.load()
    for measure in load().measures.values():
        assert measure.id in known.texts
        assert not known.health_word(f"{measure.text} {measure.advice}")


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.id)
def test_a_full_dossier_is_asked_with_its_own_figures(case: BusinessCase) -> None:
    """Does every question that can name a figure of the candidate do it, for the six businesses?"""
    own = 0
    for one in questions_for(reference_content(case)):
        assert one.ground == "solid"
        assert "{" not in one.words
        assert not re.search(r"\.\s»", one.words)
        own += one.words != one.question.text
    assert (
        own >= sum(bool(one.own) for one in load().questions) - 1
    )  # the potter sells everywhere, without a radius


def test_the_first_question_comes_from_the_weakest_point() -> None:
    """Does a campaign reckoned wrong bring its question first, with its figures and the reason of the check?"""
    weak = well_but({"c1-campagne": {"net": "9000"}})
    first, second = questions_for(weak)[:2]
    assert first.question.id == "cr1-budget"
    assert "150 €" in plain(first.words)
    assert "Ma campagne en chiffres" in first.why
    assert (first.ground, second.ground) == ("weak", "solid") or second.question.exercise == "c1-campagne"


def test_weak_points_take_turns_between_criteria() -> None:
    """When two criteria are weak, are both asked about before one is asked twice?"""
    weak = well_but({"c1-campagne": {"net": "9000"}, "c4-suivi": {"stock": "0"}, "c1-temps": {"total": "40"}})
    asked_first = [one.question.criterion for one in questions_for(weak) if one.ground == "weak"][:2]
    assert sorted(asked_first) == ["Cr1", "Cr4"]


def test_an_empty_dossier_is_asked_plainly_and_told_what_to_do() -> None:
    """Without any answer, is there still a question, with what to do first?"""
    one = ask(Content())
    assert one.words == one.question.text
    assert one.ground == "missing"
    assert "reste à faire" in plain(one.why)


def test_another_question_is_another_one_until_all_were_asked() -> None:
    """Does « Une autre question » go through them all, on the criterion chosen, then begin again?"""
    content = dossier()
    seen: list[str] = []
    for _ in [one for one in load().questions if one.criterion == "Cr4"]:
        one = ask(content, "Cr4", seen)
        assert one.question.criterion == "Cr4"
        assert one.words not in seen
        seen.append(one.words)
    assert ask(content, "Cr4", seen).words == seen[0]


def test_a_question_written_by_the_candidate_is_nobodys() -> None:
    """Is a question of one's own left as it is?"""
    assert asked(dossier(), "Et la pluie ?") is None


# ── Je répète ─────────────────────────────────────────────────────────────────────────────────────


def act(exercise: Any, action_id: str, content: Content) -> Outcome:
    """Run an action of a form, and keep what it filled, as the form does."""
    (action,) = [action for action in exercise.actions if action.id == action_id]
    outcome: Outcome = action.run(exercise.answer(content), content, silent)
    content.answers.setdefault(exercise.id, {"values": {}})["values"].update(outcome.values)
    return outcome


def test_notes_are_kept_with_their_question() -> None:
    """Does « Garder ma réponse » put it away, ask another one, and keep what was put away before?"""
    content = dossier()
    act(REHEARSAL, "autre", content)
    first = REHEARSAL.answer(content).question
    content.answers["oral-repetition"]["values"]["notes"] = "42 réponses, marge de 15 points"
    act(REHEARSAL, "garder", content)
    now = REHEARSAL.answer(content)
    assert (now.kept[0].question, now.kept[0].notes) == (first, "42 réponses, marge de 15 points")
    assert now.question not in ("", first)
    assert not now.notes
    act(REHEARSAL, "garder", content)
    assert len(REHEARSAL.answer(content).kept) == 2


def test_the_question_is_shown_with_what_it_looks_for_and_the_accommodations() -> None:
    """Does the card say why, fold away what a good answer holds, and speak of the measure alone?"""
    content = dossier(oral={"measures": ["lecteur", "temps"], "minutes": "15"})
    act(REHEARSAL, "autre", content)
    (card,) = REHEARSAL.pictures(content)
    page = html.fromstring(card.html)
    assert len(page.xpath("//details//li")) >= 3
    assert "Elle peut relire" in card.html
    assert plain(duration(Pitch.read(content.values("oral")).answer)) == (
        "Votre présentation dure 15 minutes ; avec le temps majoré d'un tiers, vous en avez 20 minutes."
    )
    content.answers["oral-repetition"]["values"]["question"] = HOSTILE
    (card,) = REHEARSAL.pictures(content)
    assert "<script" not in card.html


def test_a_form_that_does_not_exist_is_said_in_french() -> None:
    """Is a mistyped name a sentence?"""
    with pytest.raises(TpeError, match="presentation"):
        form("rapport")


# ── Les diapositives ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.id)
def test_each_section_has_its_slide_and_each_chart_its_words(case: BusinessCase) -> None:
    """For the six businesses: a slide per section, few short points, what is told of each figure?"""
    found = deck(reference_content(case))
    assert [slide.id for slide in found.slides if slide.kind == "plain"] == [plan.id for plan in PLAN]
    assert sum(slide.kind == "aside" for slide in found.slides) == 3
    assert found.missing == ()
    charts = 0
    for slide in found.slides:
        assert len(slide.points) <= 4
        assert all(len(point) <= LONGEST for point in slide.points)
        assert slide.notes
        if slide.figure:
            assert slide.figure.alternative
            charts += bool(slide.figure.svg and slide.figure.table)
    assert charts == 8


def test_the_candidates_own_words_open_and_close(florist: Deck) -> None:
    """Do the three sentences come first, the pride and the regret last, the name on the cover?"""
    cover, pitch, *_ = florist.slides
    assert cover.points[1:] == ("Mireille Vidal", "Rodez, juin 2027")
    assert cover.figure is not None
    assert [plain(point) for point in pitch.points] == [PITCH["who"], PITCH["decided"], PITCH["proof"]]
    end = [slide for slide in florist.slides if slide.kind == "plain"][-1]
    assert plain(end.points[1]) == "Ce que je referais autrement : j'interrogerais les absents."


def test_only_what_was_chosen_is_shown() -> None:
    """Can the candidate leave sections out?"""
    found = deck(dossier(oral={"shown": ["strategie", "campagne"]}))
    assert [slide.id for slide in found.slides if slide.kind == "plain"] == ["strategie", "campagne"]


def test_an_empty_dossier_has_a_kind_first_slide() -> None:
    """With no answer at all: two slides, what to do first, and no page that breaks?"""
    found = deck(Content())
    assert [slide.id for slide in found.slides] == ["ouverture", "debut"]
    assert any("Mon entreprise" in point for point in found.slides[1].points)
    assert found.missing
    assert b"Commencez" in to_html(found)
    assert len(Presentation(io.BytesIO(to_pptx(found))).slides) == 2


def test_a_half_filled_dossier_shows_what_it_has_and_tells_the_rest() -> None:
    """With C1 and C2 alone: their slides, no other, and the button says what is still to be done?"""
    whole = dossier()
    half = Content(answers={key: value for key, value in whole.answers.items() if key[:2] in ("c1", "c2")})
    found = deck(half)
    assert [slide.id for slide in found.slides if slide.kind == "plain"] == [
        "entreprise",
        "strategie",
        "marche",
    ]
    outcome = act(form("presentation"), "page", half)
    told = plain(outcome.sentence)
    assert {"c3_page.ipynb", "c4_editorial.ipynb"} <= {line.file for line in outcome.listed}
    assert "4 diapositives, et 2 en réserve" in told


# ── La page, le fichier ───────────────────────────────────────────────────────────────────────────


def test_the_page_reads_without_its_script(florist: Deck) -> None:
    """Without a script: every slide on one page, one title, headings in order, every image described?"""
    page = html.fromstring(to_html(florist))
    assert page.get("lang") == "fr"
    slides = page.xpath("//main/section")
    assert len(slides) == len(florist.slides)
    assert not page.xpath("//section[@hidden]")
    assert len(page.xpath("//h1")) == 1
    assert len(page.xpath("//h2")) == len(slides) - 1
    assert all(image.get("alt") for image in page.xpath("//img"))
    assert all(drawing.get("aria-label") for drawing in page.xpath("//*[local-name()='svg']"))
    assert [section.get("data-rank") for section in slides][-1] == plain("réserve 3 sur 3")
    assert page.xpath("//nav[@hidden]")


@pytest.mark.parametrize("variant", VARIANTS.values(), ids=VARIANTS)
def test_each_variant_gives_the_same_bytes_twice(florist: Deck, variant: Any) -> None:
    """Do the four presentations always give the same files, and nothing from outside?"""
    page = to_html(florist, variant)
    assert page == to_html(florist, variant)
    assert not re.search(rb'(?:src|href)="(?!data:|#)', page)
    assert to_pptx(florist, variant) == to_pptx(florist, variant)


def test_powerpoint_has_titles_descriptions_notes_and_french(florist: Deck) -> None:
    """Has each page a real title read first, its pictures described, its notes, its language, its number?"""
    data = to_pptx(florist)
    file = Presentation(io.BytesIO(data))
    assert file.core_properties.language == "fr-FR"
    assert len(file.slides) == len(florist.slides)
    for page, slide in zip(file.slides, florist.slides, strict=True):
        first = page.shapes[0]
        assert page.shapes.title is not None
        assert page.shapes.title.shape_id == first.shape_id
        assert page.shapes.title.text_frame.text == slide.title
        pictures = [shape for shape in page.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
        assert len(pictures) == (slide.figure is not None)
        assert all(picture._element.nvPicPr.cNvPr.get("descr") for picture in pictures)
        assert page.notes_slide.notes_text_frame.text.startswith(slide.notes[0])
        if slide.figure and slide.figure.table:
            assert slide.figure.table.rows[0][0] in page.notes_slide.notes_text_frame.text
        kinds = [shape.placeholder_format.type for shape in page.placeholders]
        assert (PP_PLACEHOLDER.SLIDE_NUMBER in kinds) == (slide.kind != "cover")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        texts = [archive.read(name).decode() for name in archive.namelist() if "slides/slide" in name]
    assert all('lang="fr-FR"' in text for text in texts if text.startswith("<?xml") and "<a:r>" in text)


def test_larger_print_gives_a_figure_a_slide_of_its_own(florist: Deck) -> None:
    """In large print, does a chart come after its text rather than shrink beside it?"""
    large = florist.set_for(VARIANTS["grand"])
    assert [slide.id for slide in large if slide.id.startswith("strategie")] == [
        "strategie",
        "strategie-suite",
    ]
    assert not any(slide.figure and slide.points for slide in large if slide.kind == "plain")
    assert len({slide.id for slide in large}) == len(large)


def test_nothing_typed_becomes_markup() -> None:
    """Is a hostile or endless text text, in both files, and short on the slide?"""
    content = dossier(
        c1_entreprise={"name": HOSTILE, "offer": HOSTILE},
        c4_ligne={"line": "mot " * 200},
        rapport={"candidate": HOSTILE[:70], "strategie": HOSTILE},
        oral={"who": HOSTILE[:140]},
    )
    found = deck(content)
    page = to_html(found)
    assert page.count(b"<script>") == 1
    assert "\u202e" not in page.decode()
    assert all(len(point) <= LONGEST for slide in found.slides for point in slide.points)
    assert Presentation(io.BytesIO(to_pptx(found))).slides[0].shapes.title is not None


# ── La commande ───────────────────────────────────────────────────────────────────────────────────


def test_the_command_writes_both_files_and_keeps_what_was_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Does ``tpe oral`` write slides, say what is missing, leave a changed file alone, refuse another kind?"""

    def run(*options: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["tpe", "oral", "--workspace", str(tmp_path), *options])
        with pytest.raises(SystemExit) as end:
            main()
        told = capsys.readouterr()
        return int(end.value.code or 0), plain(told.out + told.err)

    code, told = run()
    assert code == 0
    assert "2 diapositives" in told
    changed = tmp_path / "oral" / "soutenance.pptx"
    assert changed.with_suffix(".html").exists()
    changed.write_bytes(b"retouch\xc3\xa9")
    assert "est gardé tel quel" in run("--format", "pptx")[1]
    assert changed.read_bytes() == b"retouch\xc3\xa9"
    assert run("--format", "gif") == (1, "Les diapositives s'écrivent en html ou pptx, pas en « gif ».\n")


def test_slides_look_like_the_report_unless_said_otherwise() -> None:
    """Is the presentation chosen for the report that of the slides, until another is chosen here?"""
    content = dossier(rapport={"variant": "contraste"})
    (page,) = act(form("presentation"), "page", content).files
    assert b"--tpe-ink: #000000" in page.data
    content.answers["oral"] = {"values": {"look": "normal"}}
    (page,) = act(form("presentation"), "page", content).files
    assert b"--tpe-ink: #1B2A2F" in page.data


def test_a_point_that_is_too_long_ends_with_a_sentence_and_is_said_in_full() -> None:
    """Does a slide show whole sentences where it can, and do the notes keep what it leaves out?"""
    said = "La version B est cliquée plus souvent, et je garde celle-là toute la semaine. " * 3
    found = deck(dossier(c6_tableau={"next": said.strip()}))
    slide = next(slide for slide in found.slides if slide.id == "reputation")
    cut = next(point for point in slide.points if point.startswith("La version B"))
    assert cut.endswith("toute la semaine.")
    assert any(plain(note) == said.strip() for note in slide.notes)
