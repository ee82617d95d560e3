"""The static site in a real browser, served by a plain file server, under a sub-path, with nobody to ask."""

import re
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.course import tab_to, violations
from tpelib.site.build import build

pytestmark = pytest.mark.browser

RUNTIME = Path(sys.prefix) / "pyodide"
LIVE = "html[data-tpe-live=ready]"


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of the site, served as a folder of somebody's own pages."""
    root = tmp_path_factory.mktemp("hote")
    build(root / "ma-boutique" / "outils", RUNTIME)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(root)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/ma-boutique/outils"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_slider_moved_by_the_keyboard_changes_the_answer(site: str, page: Page) -> None:
    """From the gallery, without a mouse and without a server, does the answer follow a slider?"""
    page.goto(f"{site}/")
    link = page.get_by_role("link", name="Que rapporte mon budget")
    tab_to(page, link)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Que rapporte mon budget"))
    answer = page.locator(".tpe-answer")
    expect(answer).to_contain_text("Votre campagne perdrait 73 €")
    basket = page.get_by_role("slider", name="Panier moyen")
    tab_to(page, basket)
    page.keyboard.press("End")
    expect(answer).to_contain_text(
        "Votre campagne rapporterait 2 400 €", timeout=90_000
    )  # 12 × 500 × 45 % − 300
    expect(page.get_by_role("img", name=re.compile(r"Résultat 2\s400\s€"))).to_be_visible()
    page.get_by_text("Voir les chiffres en tableau").click()
    expect(page.get_by_role("row", name="Résultat")).to_contain_text("2 400,00 €")
    page.keyboard.press("Home")
    expect(page.get_by_role("row", name="Résultat")).to_be_visible()  # what was unfolded stays so
    assert violations(page, "html") == []


def test_a_link_brings_the_settings_back(site: str, page: Page) -> None:
    """Does a link keep the settings, and does one that was tampered with stay within bounds?"""
    page.goto(f"{site}/budget/")
    page.get_by_role("slider", name="Panier moyen").press("End")
    expect(page).to_have_url(re.compile("#basket=500$"))
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator(".tpe-answer")).to_contain_text("rapporterait 2 400 €", timeout=90_000)
    page.goto("about:blank")
    page.goto(f"{site}/budget/#basket=99999&budget=<b>")
    expect(page.locator(".tpe-answer")).to_contain_text("Votre campagne", timeout=90_000)
    expect(page.get_by_role("slider", name="Panier moyen")).to_have_value("500")


def test_without_scripts_the_answer_is_there(site: str, chromium: Browser) -> None:
    """Does who runs no script still read the answer, the drawing and the table?"""
    context = chromium.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto(f"{site}/budget/")
    expect(page.locator(".tpe-answer")).to_contain_text("Votre campagne perdrait 73 €")
    expect(page.locator(".tpe-wide svg")).to_be_visible()
    expect(page.locator(".tpe-narrow svg")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("width", [360, 640, 1440])
def test_a_page_fits_its_screen(site: str, page: Page, width: int) -> None:
    """On a phone, at 200 % and on a wide screen: does nothing stick out, in either drawing, light or dark?"""
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("", "budget/"):
        page.goto(f"{site}/{path}")
        if path:
            page.wait_for_selector(LIVE)
            page.get_by_role("slider", name="Budget").press("End")
            page.wait_for_selector(".tpe-figure[data-drawn]")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two words
            assert violations(page, "html") == []
