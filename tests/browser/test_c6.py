"""The campaign in a real JupyterLab: set up, seen from both sides, run a week at a time."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Lab
from tests.browser.course import form, open_notebook, saved, violations
from tpelib.course.cases import all_cases
from tpelib.engine.dossier import Dossier
from tpelib.samples.references import save_reference

pytestmark = pytest.mark.browser

C6 = "parcours/c6_ereputation.ipynb"


def test_a_campaign_is_aligned_then_piloted(lab: Lab, page: Page) -> None:
    """Does the evidence follow what is typed, the week go on at a press, and the page hold on a narrow screen?"""
    dossier = Dossier(lab.course)
    save_reference(all_cases()[0], dossier)
    dossier.save("c6-campagne", {"amount": "9", "page": "<b>Mireille</b>"})
    dossier.save("c6-pilotage", {"seen": "", "decisions": []})
    open_notebook(page, lab.address(C6))
    campaign, pilot = form(page, "Ma campagne"), form(page, "Je pilote ma campagne")

    sides = page.locator(".tpe-chart").filter(has=page.locator(".tpe-sides"))
    expect(sides.locator(".tpe-reading")).to_contain_text("3 champs alignés sur 5")
    expect(sides.get_by_text("C’est 30 € de trop")).to_be_visible()
    campaign.get_by_label("Combien ?", exact=True).fill("7")
    campaign.get_by_label("Quelle page parle ?").fill("Aux Mille Pétales")
    page.keyboard.press("Tab")
    saved(campaign)
    expect(sides.locator(".tpe-reading")).to_contain_text("5 champs alignés sur 5")
    expect(page.locator(".tpe-ads figure")).to_have_count(2)

    spending = page.locator(".tpe-chart").filter(has_text="Au soir du jour")
    for day in (7, 14):
        pilot.get_by_role("button", name="Avancer d’une semaine").press("Enter")
        expect(pilot.get_by_label("Jusqu’à quel jour avez-vous regardé ?")).to_have_value(str(day))
        expect(spending.locator(".tpe-reading")).to_contain_text(f"Au soir du jour {day} sur 20")
    saved(pilot)
    expect(page.get_by_text("Ceci est une simulation")).to_be_visible()
    assert violations(page, ".tpe-form", ".tpe-chart", ".tpe-explorer") == []

    page.set_viewport_size({"width": 640, "height": 900})
    wide = page.locator(".tpe-sides, .tpe-ads, .tpe-review").evaluate_all(
        "nodes => nodes.filter(node => node.getBoundingClientRect().right > innerWidth + 1).length"
    )
    assert wide == 0
