"""Another course in a real JupyterLab: its name, its notebooks, its form."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, free_port, served
from tests.browser.course import form, open_notebook, saved

pytestmark = pytest.mark.browser


def test_its_learner_opens_it_and_fills_its_form(tmp_path: Path, page: Page) -> None:
    """Does course mode show another course under its own title, from its welcome to a checked answer?"""
    workspace = tmp_path / "espace"
    options = ("lab", "--no-browser", "--workspace", str(workspace), "--port", str(free_port()))
    own = {"TPE_COURSE": "tests.second_course", "PYTHONPATH": str(ROOT)}
    for lab in served(workspace, "tpelib.cli", *options, **own):
        open_notebook(page, f"{lab.base}/?token={lab.token}")
        expect(page.get_by_role("heading", name="Bienvenue")).to_be_visible()
        expect(page.locator(".tpe-course-name")).to_have_text("Tenir sa caisse")
        page.get_by_role("button", name="K1 · Compter ma caisse").first.click()
        till = form(page, "Ma caisse du jour")
        for label, amount in (("ce matin", "100"), ("en espèces", "250,50"), ("ce soir", "350,50")):
            till.get_by_role("textbox", name=label).fill(amount)
        saved(till)
        till.get_by_role("button", name="Vérifier mes réponses").click()
        expect(till.locator(".tpe-result")).to_contain_text("4 points sur 4")
        expect(page.locator(".tpe-path-progress")).to_contain_text("1 sur 1")
