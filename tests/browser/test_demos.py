"""The public demos as Voilà serves them, in a real browser: what nobody may see or ask, and what goes wrong.

What the pages answer is asked in test_site.py, of both ways to serve them.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Lab, free_port, served
from tests.browser.course import violations
from tests.browser.demo_pages import LIVE
from tpelib.base.resources import notebooks_path
from tpelib.screens.notebooks.demos import all_demos

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def demos(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    port = str(free_port())
    yield from served(tmp_path_factory.mktemp("demos"), "tpelib.cli", "demos", "--no-browser", "--port", port)


def open_budget(page: Page, demos: Lab) -> None:
    page.goto(f"{demos.base}/budget")
    page.wait_for_selector(LIVE, state="attached")


def sentence(page: Page) -> str:
    return page.locator(".tpe-answer").inner_text()


def test_the_gallery_leads_to_each_calculator(demos: Lab, page: Page) -> None:
    """Does the first page, in French, say what each calculator answers, and open it?"""
    page.goto(demos.base)
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    for demo in all_demos():
        expect(page.get_by_text(demo.question)).to_be_visible()
    page.get_by_role("link", name="Que rapporte mon budget").click()
    expect(page).to_have_title(re.compile("^Que rapporte mon budget"))
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_contain_text(
        "Que rapporte mon budget"
    )
    page.wait_for_selector(LIVE, state="attached")
    page.get_by_role("navigation").get_by_role("link", name="Tous les calculateurs").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Les calculateurs")


def test_nothing_of_the_machine_or_of_the_code_is_shown(demos: Lab, page: Page) -> None:
    """Are code, paths and Python's own names absent from what a visitor receives, even in its source?"""
    open_budget(page, demos)
    received = page.request.get(f"{demos.base}/budget").text() + page.content()
    for secret in (
        str(ROOT),
        str(Path.home()),
        gettempdir(),
        "explorer(",
        "from tpelib",
        "object at 0x",
        "anonymous",
    ):
        assert secret not in received, secret


def test_there_is_no_kernel_no_file_no_session(demos: Lab, page: Page) -> None:
    """Does whoever knows Jupyter's own addresses find the same page as for any wrong address, whatever they send?"""
    kernel = "api/kernels/01234567-89ab-cdef-0123-456789abcdef"
    jupyter = (
        "api/kernels",
        kernel,
        f"{kernel}/channels",
        "api/sessions",
        "api/contents",
        "api/terminals",
        "login",
    )
    voila = (
        "tree",
        "render/budget.ipynb",
        "files/budget.ipynb",
        "static/voila.js",
        "api/shutdown/0",
        "templates/tpe/404.html",
    )
    for address in (*jupyter, *(f"voila/{name}" for name in voila)):
        for method in ("GET", "POST"):
            response = page.request.fetch(f"{demos.base}/{address}", method=method)
            assert response.status == 404
            assert "Cette page n’existe pas" in response.text()


def test_a_visit_writes_nothing(demos: Lab, page: Page) -> None:
    """After sliders were moved, is nothing kept here or in the browser, and does the next visitor start afresh?"""
    before = {path: path.read_bytes() for path in notebooks_path("demos").rglob("*") if path.is_file()}
    open_budget(page, demos)
    margin = page.get_by_role("slider", name="Marge")
    margin.press("End")
    expect(page.locator(".tpe-answer")).to_contain_text("rapporterait")
    assert {
        path: path.read_bytes() for path in notebooks_path("demos").rglob("*") if path.is_file()
    } == before
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    open_budget(page, demos)
    expect(page.locator(".tpe-answer")).to_contain_text("Votre campagne perdrait 73 €")


def test_the_headers_keep_other_sites_out(demos: Lab, page: Page) -> None:
    """Do the headers forbid scripts from elsewhere, code made from text, and being framed?"""
    policy = page.request.get(f"{demos.base}/budget").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self';" in policy
    # Voilà would obey ?template=lab, whose page calls other sites: here it may not. The page fixture watches.
    page.goto(f"{demos.base}/budget?template=lab&theme=dark")
    page.wait_for_selector(LIVE, state="attached")
    assert "cdn" not in page.content()


def test_an_unknown_address_leads_back(demos: Lab, page: Page) -> None:
    """Does a wrong address get a French page with a way back?"""
    response = page.goto(f"{demos.base}/nulle-part")
    assert response
    assert response.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Cette page n’existe pas")
    page.get_by_role("main").get_by_role("link", name="tous les calculateurs").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Les calculateurs")


def test_only_the_questions_of_the_pages_are_answered(demos: Lab, page: Page) -> None:
    """Is whatever no page of ours would ask refused, in one sentence?"""
    address = f"{demos.base}/reponse"
    question = {"exploration": "demo-campagne", "values": {}}
    refused: tuple[tuple[int, dict[str, Any]], ...] = (
        (400, {"data": "["}),
        (400, {"data": "[" * 30_000}),
        (400, {"data": {**question, "values": []}}),
        (400, {"data": {**question, "exploration": ["demo-campagne"]}}),
        (
            400,
            {"data": {**question, "exploration": "c4-rythme"}},
        ),  # the course's, not one of the demos
        (403, {"data": question, "headers": {"Sec-Fetch-Site": "cross-site"}}),
        (403, {"data": question, "headers": {"Origin": "https://ailleurs.example"}}),
    )
    for status, options in refused:
        response = page.request.post(address, **options)
        assert response.status == status
        assert "Un imprévu a arrêté ce calcul" in response.json()["failed"]
    assert page.request.post(address, data="é" * 100_000).status == 400  # nobody reads it to its end
    assert page.request.post(address, data=question).json()["sentence"]


def test_a_crowd_is_said_and_the_answer_comes(demos: Lab, page: Page) -> None:
    """When too many ask at once: is that said, the last answer kept, and the next one there without a touch?"""
    open_budget(page, demos)
    before = sentence(page)
    told = "Il y a beaucoup de monde en ce moment : votre calcul attend son tour…"
    full = {"status": 503, "headers": {"Retry-After": "0.5"}, "body": json.dumps({"failed": told})}
    page.route("**/reponse", lambda route: route.fulfill(**full))
    page.get_by_role("slider", name="Marge").press("End")
    alert = page.get_by_role("alert")
    expect(alert).to_have_text(told)
    expect(alert.get_by_role("button")).to_have_count(0)
    assert sentence(page) == before
    assert violations(page, "html") == []
    page.unroute("**/reponse")
    expect(page.locator(".tpe-answer")).to_contain_text("rapporterait")
    expect(alert).to_have_count(0)


def test_a_lost_connection_is_said_and_heals(demos: Lab, page: Page) -> None:
    """When no answer comes: a sentence, a button that asks again, and settings that are kept; does a move heal it too?"""
    open_budget(page, demos)
    before = sentence(page)
    margin = page.get_by_role("slider", name="Marge")
    alert = page.get_by_role("alert")

    def lose() -> None:
        page.route("**/reponse", lambda route: route.abort())
        margin.press("End")
        expect(alert).to_contain_text("Vos réglages sont gardés")

    lose()
    assert sentence(page) == before
    assert violations(page, "html") == []
    page.unroute("**/reponse")
    alert.get_by_role("button", name="Réessayer").press("Enter")
    expect(page.locator(".tpe-answer")).to_contain_text("rapporterait")
    expect(alert).to_have_count(0)
    expect(margin).to_be_focused()
    expect(margin).to_have_value("95")

    margin.press("Home")
    lose()
    page.unroute("**/reponse")
    margin.press("ArrowLeft")
    expect(alert).to_have_count(0)
    expect(page.locator(".tpe-answer")).to_contain_text("rapporterait")


def test_a_calculation_that_fails_is_one_sentence(tmp_path: Path, page: Page) -> None:
    """When a calculator fails, does the visitor read a French sentence, and nothing of the traceback?"""
    server = served(tmp_path, "tests.browser.demos_server", str(free_port()))
    open_budget(page, next(server))
    page.get_by_role("slider", name="Marge").press("End")
    expect(page.get_by_role("alert")).to_contain_text("Un imprévu a arrêté ce calcul")
    for told in ("secret", "Traceback", "RuntimeError", "Voil"):
        assert told not in page.locator("body").inner_text()
        assert told not in page.locator("main").inner_html()
    assert list(server) == []


def test_a_demo_has_four_cells_at_most_and_begins_with_words() -> None:
    """Is there something to read before any setting, and no more than four cells in a notebook?"""
    for demo in all_demos():
        path = notebooks_path("demos", f"{demo.slug}.ipynb")
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        assert len(cells) <= 4
        assert cells[0]["cell_type"] == "markdown"
