"""The oral in a real JupyterLab: a question that comes from the dossier, notes that stay, slides by keyboard."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Lab
from tests.browser.course import form, open_notebook, saved, violations
from tpelib.base.look.variants import VARIANTS
from tpelib.course.cases import all_cases
from tpelib.course.oral.deck import deck
from tpelib.course.oral.web import to_html
from tpelib.engine.dossier import Dossier
from tpelib.samples.references import reference_content, save_reference

pytestmark = pytest.mark.browser

ORAL = "parcours/oral.ipynb"


def test_a_question_is_rehearsed_and_slides_are_shown_by_keyboard(
    lab: Lab, page: Page, offline: Page, tmp_path: Path
) -> None:
    """Does the jury begin where I am weak, are my notes kept, and do my slides follow the arrows, read by all?"""
    dossier = Dossier(lab.course)
    save_reference(all_cases()[0], dossier)
    dossier.save("c1-campagne", {"net": "9000"})
    open_notebook(page, lab.address(ORAL))
    rehearsal = form(page, "Je répète avec un jury")
    rehearsal.get_by_role("button", name="Une autre question").click()
    question = rehearsal.get_by_label("La question du jury")
    expect(question).to_have_value(re.compile("Vous dépensez 150"))
    expect(page.locator(".tpe-jury")).to_contain_text("Ma campagne en chiffres")
    rehearsal.get_by_label("Mes notes pour y répondre").fill("J’arrête à 17,60 € la vente.")
    page.keyboard.press("Tab")
    saved(rehearsal)
    assert violations(page, ".tpe-chart") == []

    rehearsal.get_by_label("Mes notes pour y répondre").click()
    rehearsal.get_by_role("button", name="Garder ma réponse").click()
    expect(rehearsal.get_by_label("Mes notes, ligne 1")).to_have_value("J’arrête à 17,60 € la vente.")
    expect(rehearsal.get_by_label("Mes notes pour y répondre")).to_have_value("")
    expect(question).not_to_have_value(re.compile("Vous dépensez"))

    open_notebook(page, lab.address(ORAL))
    rehearsal = form(page, "Je répète avec un jury")
    expect(rehearsal.get_by_label("Mes notes, ligne 1")).to_have_value("J’arrête à 17,60 € la vente.")
    with page.expect_download() as waiting:
        form(page, "Ma présentation").get_by_role("button", name="Écrire mes diapositives (page web)").click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)

    offline.goto(path.as_uri())
    expect(offline.locator(".slide:visible")).to_have_count(1)
    offline.keyboard.press("ArrowRight")
    offline.keyboard.press("ArrowRight")
    strategy = offline.get_by_role("heading", name="Ma stratégie")
    expect(strategy).to_be_focused()
    expect(offline.locator(".rank")).to_have_text(re.compile(r"^3 sur \d+$"))
    expect(offline.get_by_role("img", name=re.compile("^Le calendrier du plan"))).to_be_visible()
    offline.get_by_text("Mes notes").locator("visible=true").click()
    expect(offline.get_by_text("Ce que le jury cherche ici").locator("visible=true").first).to_be_visible()
    assert violations(offline, "body") == []
    offline.get_by_role("button", name="Tout sur une page").click()
    expect(offline.get_by_role("heading", name="Mes pages")).to_be_visible()
    assert violations(offline, "body") == []


SCROLLED = """() => [...document.querySelectorAll(".slide")].map((slide, rank, all) => {
  all.forEach((one) => (one.hidden = one !== slide));
  return document.documentElement.scrollHeight > innerHeight ? slide.id : "";
}).filter(Boolean)"""


def test_each_slide_holds_on_a_projector(offline: Page, tmp_path: Path) -> None:
    """On the smallest screens of a room, is each slide seen whole, in each case, and in larger print?"""
    kinds = [(case, VARIANTS["normal"]) for case in all_cases()]
    kinds += [(all_cases()[0], VARIANTS[name]) for name in ("grand", "dyslexie")]
    path = tmp_path / "soutenance.html"
    for case, look in kinds:
        path.write_bytes(to_html(deck(reference_content(case)), look))
        for width, height in ((1280, 720), (1024, 768)):
            offline.set_viewport_size({"width": width, "height": height})
            offline.goto(path.as_uri())
            expect(offline.locator(".slide:visible")).to_have_count(1)
            assert offline.evaluate(SCROLLED) == [], f"{case.id}, {look.name}, {width} × {height}"
