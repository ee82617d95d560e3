"""The studio of posts in a real JupyterLab: written by keyboard, seen as it changes."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Lab
from tests.browser.course import form, open_notebook, saved, tab_to, violations
from tpelib.course.cases import all_cases
from tpelib.engine.dossier import Dossier
from tpelib.samples.references import save_reference

pytestmark = pytest.mark.browser

C5 = "parcours/c5_publier.ipynb"


def test_a_post_is_written_by_keyboard_and_seen(lab: Lab, page: Page) -> None:
    """Do preview, count and law follow what is typed, soldes flagged on 5 January 2027 and not on the 6th?"""
    dossier = Dossier(lab.course)
    save_reference(all_cases()[0], dossier)
    blank = {"hook": "", "day": "2027-01-05", "variants": [{"network": "instagram", "text": ""}]}
    dossier.save("c5-publication", blank)
    open_notebook(page, lab.address(C5))
    studio = form(page, "Ma publication")
    shown = studio.locator("xpath=ancestor::*[contains(@class, 'widget-vbox')][1]")
    expect(shown.locator(".tpe-post:visible")).to_have_count(0)

    tab_to(page, studio.get_by_label("Texte, ligne 1"), most=200)
    page.keyboard.type("Les soldes commencent. Venez nous voir ! #VasesEnGres")
    page.keyboard.press("Tab")
    saved(studio)
    preview = shown.locator(".tpe-chart:visible")
    expect(preview.locator(".tpe-reading")).to_contain_text("Instagram")
    expect(preview.locator(".tpe-reading")).to_contain_text("53 signes")
    expect(preview.locator(".tpe-words")).to_have_text(
        "Les soldes commencent. Venez nous voir ! #VasesEnGres"
    )
    expect(preview.locator(".tpe-notes")).to_contain_text("1 mot-dièse")
    law = preview.locator("li[data-kind=law]")
    expect(law).to_contain_text("période légale de soldes")
    expect(law).to_contain_text("vérifié le")
    assert violations(page, ".tpe-form", ".tpe-chart") == []

    day = studio.get_by_label("Quel jour paraîtra-t-elle ?")
    day.fill("2027-01-06")
    page.keyboard.press("Tab")
    saved(studio)
    expect(law).to_have_count(0)
    expect(preview.locator(".tpe-words")).to_contain_text("Les soldes commencent.")
