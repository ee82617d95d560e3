"""The same forms in Notebook 7 and in Voilà."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Lab, Witness, free_port, served
from tests.browser.course import form, saved, violations
from tpelib.engine.dossier import Dossier
from tpelib.screens.lab.workspace import prepare

pytestmark = pytest.mark.browser
NOTEBOOK = "c1_strategie.ipynb"


def answer(page: Page, course: Path) -> None:
    """Answer one question, and look whether the dossier has it."""
    business = form(page, "Mon entreprise")
    business.get_by_label("Comment s’appelle-t-elle ?").fill("Au Bon Clou", timeout=60_000)
    saved(business)
    assert Dossier(course).values("c1-entreprise") == {"name": "Au Bon Clou"}
    assert violations(page, ".tpe-form", ".tpe-explorer") == []


@pytest.fixture
def notebook_7(tmp_path: Path) -> Iterator[Lab]:
    course = prepare(tmp_path / "tpe").course
    yield from served(
        course,
        "notebook",
        "--no-browser",
        "--allow-root",
        f"--port={free_port()}",
        f"--ServerApp.root_dir={course}",
        "--KernelManager.transport_encryption=required",
        "--JupyterNotebookApp.expose_app_in_browser=True",
    )


@pytest.fixture
def voila(tmp_path: Path) -> Iterator[Lab]:
    course = prepare(tmp_path / "tpe").course
    options = ("--no-browser", f"--port={free_port()}", "--template=classic")
    yield from served(course, "voila", str(course / NOTEBOOK), *options)


def test_notebook_7(notebook_7: Lab, page: Page, witness: Witness) -> None:
    """Does a form work in Notebook 7, once its cells are run?"""
    page.goto(f"{notebook_7.base}/notebooks/{NOTEBOOK}?token={notebook_7.token}")
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    # Notebook 7 draws an idle kernel before it has one, and then runs nothing.
    page.wait_for_function("jupyterapp.shell.currentWidget?.sessionContext?.isReady")
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    answer(page, notebook_7.workspace)
    # Notebook 7.6 complains of one of its own settings, with or without the course
    witness.complaints = [line for line in witness.complaints if "/notebook_core." not in line]


def test_voila(voila: Lab, page: Page, witness: Witness) -> None:
    """Does a form work in Voilà?"""
    page.route(lambda url: "//localhost:" not in url, lambda route: route.abort())
    page.goto(voila.base)
    answer(page, voila.workspace)
    witness.outside.clear()  # refused above: it is Voilà's own template that asks; that of the demos does not
