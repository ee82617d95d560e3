"""The calculators in a real browser, as Voilà serves them and as files under somebody's own address: the same answers."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import free_port, served
from tests.browser.course import tab_to, violations
from tests.browser.demo_pages import Calculators, serve_files
from tpelib.screens.notebooks.demos import all_demos
from tpelib.screens.site.build import build

pytestmark = pytest.mark.browser

RUNTIME = Path(sys.prefix) / "pyodide"
PATIENCE = 90_000
"""Milliseconds: Python may have to start in the browser first."""


@pytest.fixture(scope="module")
def voila(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Calculators]:
    options = ("demos", "--no-browser", "--port", str(free_port()))
    for lab in served(tmp_path_factory.mktemp("demos"), "tpelib.cli", *options):
        yield Calculators(lab.base)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Calculators]:
    root = tmp_path_factory.mktemp("hote")
    build(root / "ma-boutique" / "outils", RUNTIME)
    for address in serve_files(root):
        yield Calculators(f"{address}/ma-boutique/outils", "/")


@pytest.fixture(params=["voila", "site"])
def calculators(request: pytest.FixtureRequest) -> Calculators:
    found: Calculators = request.getfixturevalue(request.param)
    return found


def test_a_slider_moved_by_the_keyboard_changes_the_answer(calculators: Calculators, page: Page) -> None:
    """From the gallery, without a mouse: does the answer follow a slider, and does a link bring the settings back?"""
    page.goto(f"{calculators.base}/")
    link = page.get_by_role("link", name="Que rapporte mon budget")
    tab_to(page, link)
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("^Que rapporte mon budget"))
    answer = page.locator(".tpe-answer")
    expect(answer).to_contain_text("Votre campagne perdrait 73 €")
    basket = page.get_by_role("slider", name="Panier moyen")
    expect(basket).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, basket)
    page.keyboard.press("End")
    expect(basket).to_have_attribute("aria-valuetext", re.compile(r"^500\s€$"))
    expect(answer).to_contain_text(
        "Votre campagne rapporterait 2 400 €", timeout=PATIENCE
    )  # 12 × 500 × 45 % − 300
    expect(page.get_by_role("img", name=re.compile(r"Résultat 2\s400\s€"))).to_be_visible()
    page.get_by_text("Voir les chiffres en tableau").click()
    expect(page.get_by_role("row", name="Résultat")).to_contain_text("2 400,00 €")
    basket.press("Home")
    expect(answer).to_contain_text("perdrait")
    expect(page.get_by_role("row", name="Résultat")).to_be_visible()  # what was unfolded stays so
    assert violations(page, "html") == []

    # an address that was tampered with stays within bounds
    page.goto("about:blank")
    page.goto(f"{calculators.address('budget')}#basket=99999&budget=<b>")
    expect(answer).to_contain_text("Votre campagne rapporterait", timeout=PATIENCE)
    expect(basket).to_have_value("500")


@pytest.mark.parametrize("slug", ["", *(demo.slug for demo in all_demos())])
def test_a_page_fits_its_screen_and_its_paper(calculators: Calculators, page: Page, slug: str) -> None:
    """On a phone, at 200 %, on a wide screen, light, dark, printed: does nothing stick out, is nothing in the way?"""
    # Python that starts meanwhile would only take the time of the other tests: it starts when touched.
    page.add_init_script("globalThis.requestIdleCallback = () => 0")
    page.goto(calculators.address(slug) if slug else f"{calculators.base}/")
    if slug:
        page.wait_for_selector(".tpe-settings", state="attached")
        page.get_by_text("Voir les chiffres en tableau").locator("visible=true").click()
    assert page.locator("html").get_attribute("lang") == "fr"
    for width, scheme in ((360, "dark"), (640, "light"), (768, "light"), (1440, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(CUT) == []
        if width in (360, 640):
            assert violations(page, "html") == []
    if slug:
        page.emulate_media(media="print", color_scheme="dark")
        expect(page.locator(".tpe-answer")).to_be_visible()
        expect(page.locator(".tpe-source").locator("visible=true").first).to_be_visible()
        expect(
            page.locator(":is(input, select, textarea, button, nav)").locator("visible=true")
        ).to_have_count(0)
        assert all(page.locator(".tpe-setting-value").all_inner_texts())
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 42, 47)"  # ink, never light


CUT = """() => [...document.querySelectorAll('main *')]
    .filter(node => node.getClientRects().length && !node.closest('.tpe-table-frame, svg')
        && (node.getBoundingClientRect().right > innerWidth + 1 || node.getBoundingClientRect().left < -1))
    .map(node => node.outerHTML.slice(0, 120))"""


def test_without_scripts_the_answer_is_there(calculators: Calculators, chromium: Browser) -> None:
    """Does who runs no script still read the answer, the drawing and the table?"""
    context = chromium.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto(calculators.address("budget"))
    expect(page.locator(".tpe-answer")).to_contain_text("Votre campagne perdrait 73 €")
    expect(page.locator(".tpe-wide svg")).to_be_visible()
    expect(page.locator(":is(.tpe-middle, .tpe-narrow) svg").locator("visible=true")).to_have_count(0)
    context.close()


def test_on_a_phone_the_answer_stays_in_sight(voila: Calculators, page: Page) -> None:
    """When the first slider is moved on a small screen, can its answer be read without scrolling?"""
    page.set_viewport_size({"width": 360, "height": 740})
    voila.open(page)
    slider = page.get_by_role("slider", name="Budget")
    slider.focus()
    page.keyboard.press("End")
    expect(page.locator(".tpe-answer")).to_be_in_viewport(ratio=1)
    expect(slider).to_be_in_viewport(ratio=1)
    expect(page.locator(".tpe-answer")).to_contain_text("perdrait 732 €")  # 3 000 € × (1,68 × 45 % − 1)


UNTIL_KEPT = """async least => {
    for (let tries = 0; tries < 600; tries++) {
        for (const name of await caches.keys()) {
            const found = await (await caches.open(name)).match(name.replace('tpe-', '') + 'memoire');
            if (found && (await found.blob()).size > least) return;
        }
        await new Promise(next => setTimeout(next, 100));
    }
    throw new Error('nothing is kept');
}"""
SPOIL = """async () => {
    for (const name of await caches.keys())
        for (const asked of await (await caches.open(name)).keys())
            await (await caches.open(name)).put(asked, new Response('abîmé'));
}"""


def test_another_visit_goes_on_from_what_the_browser_kept(site: Calculators, page: Page) -> None:
    """Is Python's memory of one visit used at the next, and a damaged one replaced without a word?"""

    def from_memory() -> bool:
        [worker] = page.workers
        found: int = worker.evaluate("performance.getEntriesByName('tpe-memory').length")
        return found == 1

    for known in (False, True):
        site.open(page)
        assert from_memory() is known
        page.evaluate(UNTIL_KEPT, 1_000_000)
    page.evaluate(SPOIL)
    site.open(page, "campagne")
    assert not from_memory()
    page.evaluate(UNTIL_KEPT, 1_000_000)
    page.get_by_role("slider", name="Budget par jour").press("End")
    expect(page.locator(".tpe-answer")).to_contain_text("simulation")
