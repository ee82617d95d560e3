"""The page of the document form in a real browser, without a network: filled, saved, taken back."""

from pathlib import Path
from typing import Annotated, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Download, Page, expect

from tests.files import give_files
from tpelib.course.cases import all_cases
from tpelib.documents.docform import (
    VARIANTS,
    import_form,
    whole_course,
    write_form,
)
from tpelib.engine.answer import Answer
from tpelib.engine.dossier import Content, Dossier
from tpelib.engine.exercise import Exercise
from tpelib.engine.questions import File
from tpelib.engine.registry import all_exercises, get, of_competency
from tpelib.samples.references import reference_content

pytestmark = pytest.mark.browser


def opened(page: Page, path: Path) -> None:
    page.goto(path.as_uri())


def pressed(page: Page, button: str, folder: Path) -> Path:
    """Press a button that saves, and return the file."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    download: Download = waiting.value
    path = folder / download.suggested_filename
    download.save_as(path)
    expect(page.get_by_role("status").last).to_contain_text(download.suggested_filename)
    return path


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("width", [1280, 400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_page(
    offline: Page, tmp_path: Path, variant: str, width: int, scheme: str
) -> None:
    """Is the page accessible and free of sideways scrolling, in each variant, size and light?"""
    path = tmp_path / "cahier.html"
    write_form(of_competency("C1"), reference_content(all_cases()[0]), path, variant=variant)
    offline.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    offline.set_viewport_size({"width": width, "height": 900})
    opened(offline, path)
    found = Axe().run(offline).response["violations"]
    assert [(rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in found] == []
    assert offline.evaluate("document.documentElement.scrollWidth") <= width


def test_a_page_filled_by_keyboard_comes_back(offline: Page, tmp_path: Path) -> None:
    """Do answers typed with the keyboard alone survive the saved copy, reopening it, and the import?"""
    path = tmp_path / "cahier.html"
    write_form(of_competency("C1"), Content(), path)
    opened(offline, path)
    offline.get_by_role("radio", name="Mon entreprise").focus()
    offline.keyboard.press("Space")
    offline.keyboard.press("Tab")
    expect(offline.get_by_label("Comment s’appelle-t-elle")).to_be_focused()
    offline.keyboard.type("L'Œillet & Cie")
    offline.get_by_label("Combien dépense un client").focus()
    offline.keyboard.type("1 234,50")
    story = offline.get_by_label("Écrivez votre objectif")
    story.focus()
    offline.keyboard.type("Une ligne")
    offline.keyboard.press("Enter")
    offline.keyboard.type("et <une> autre")
    offline.get_by_role("checkbox", name="mai", exact=True).check()
    offline.get_by_label("À partir de quand").fill("2027-01-04")
    periods = offline.get_by_role("group", name="Quand parlerez-vous le plus")
    before = periods.get_by_role("row").count()
    periods.get_by_role("button", name="Ajouter une période").press("Enter")
    expect(periods.get_by_role("row")).to_have_count(before + 1)
    expect(offline.get_by_label(f"Quelle période\u202f?, Période {before}")).to_be_focused()
    offline.keyboard.type("Noël")
    plan = offline.get_by_role("group", name="Quelles actions")
    cards = plan.get_by_role("group", name="Action").count()
    plan.get_by_role("button", name="Ajouter une action").press("Enter")
    expect(plan.get_by_role("group", name=f"Action {cards + 1}", exact=True)).to_be_visible()
    offline.keyboard.type("Jeu-concours")

    copy = pressed(offline, "Enregistrer ma copie", tmp_path)
    opened(offline, copy)
    expect(story).to_have_value("Une ligne\net <une> autre")
    again = pressed(offline, "Enregistrer ma copie", tmp_path / "encore")
    for name, file in (("un", copy), ("deux", again)):
        (tmp_path / name).mkdir()
        dossier = Dossier(tmp_path / name)
        report = import_form(file, dossier)
        assert not report.notes
        business = get("c1-entreprise").answer(dossier)
        assert (business.project, business.name, business.basket) == (
            "mon-entreprise",
            "L'Œillet & Cie",
            1234.5,
        )
        goal = get("c1-objectif").answer(dossier)
        assert (goal.sentence, str(goal.start)) == ("Une ligne\net <une> autre", "2027-01-04")
        periods_read = get("c1-periodes").answer(dossier)
        assert periods_read.peaks == ["5"]
        assert [period.name for period in periods_read.periods] == ["Noël"]
        assert [action.what for action in get("c1-plan").answer(dossier).actions] == ["Jeu-concours"]


@pytest.mark.parametrize("button", ["Enregistrer ma copie", "Mes réponses seules"])
def test_what_the_page_saves_earns_the_same_points(offline: Page, tmp_path: Path, button: str) -> None:
    """Does a whole dossier come out of the browser as it went in, by the copy and by the answers alone?"""
    before = reference_content(all_cases()[1])
    path = tmp_path / "cahier.html"
    write_form(whole_course(), before, path)
    opened(offline, path)
    saved = pressed(offline, button, tmp_path)
    (tmp_path / "parcours").mkdir()
    after = Dossier(tmp_path / "parcours")
    assert not import_form(saved, after).notes
    give_files(before, after)
    for exercise in all_exercises():
        assert exercise.parse(after.values(exercise.id)) == exercise.parse(before.values(exercise.id))


class Picture(Answer):
    """One question: a file."""

    logo: Annotated[dict[str, Any] | None, File("Votre logo", accept=(".png",), max_bytes=1000)] = None


def test_a_file_given_in_the_page_travels_with_it(offline: Page, tmp_path: Path) -> None:
    """Is a chosen file inside the copy, and one too heavy refused with a sentence?"""
    exercise = Exercise("t-logo", "C3", (), "Mon logo", "Donnez-le.", Picture, 1.0, lambda *_: None)
    path = tmp_path / "cahier.html"
    write_form([exercise], Content(), path)
    opened(offline, path)
    chooser = offline.get_by_label("Votre logo")
    chooser.set_input_files({"name": "gros.png", "mimeType": "image/png", "buffer": b"x" * 1001})
    expect(offline.get_by_text("Ce fichier dépasse")).to_be_visible()
    chooser.set_input_files({"name": "logo.png", "mimeType": "image/png", "buffer": b"image"})
    expect(offline.get_by_text("Joint à votre copie\u00a0: logo.png")).to_be_visible()
    for button in ("Enregistrer ma copie", "Mes réponses seules"):
        saved = pressed(offline, button, tmp_path)
        (tmp_path / saved.suffix).mkdir()
        dossier = Dossier(tmp_path / saved.suffix)
        import_form(saved, dossier, [exercise])
        assert dossier.file(dossier.values("t-logo")["logo"]) == b"image"


def test_without_a_script_the_page_can_still_be_filled(chromium: Browser, tmp_path: Path) -> None:
    """Where scripts do not run, do the inputs work, and is it said why nothing saves?"""
    path = tmp_path / "cahier.html"
    write_form(of_competency("C1"), Content(), path)
    context = chromium.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    opened(page, path)
    page.get_by_label("Comment s’appelle-t-elle").fill("La Rose")
    expect(page.get_by_text("n’exécute pas les scripts")).to_be_visible()
    expect(page.get_by_role("button", name="Enregistrer ma copie")).to_be_hidden()
    context.close()
