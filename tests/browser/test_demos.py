"""The public demos as Voilà serves them, in a real browser: who comes, who leaves, and what nobody may see.

What the pages answer is asked in test_site.py, of both ways to serve them.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import gettempdir

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Lab, free_port, served
from tests.browser.course import violations
from tests.browser.demo_pages import LIVE
from tpelib.notebooks.demos import all_demos
from tpelib.resources import notebooks_path

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def demos(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    port = str(free_port())
    yield from served(tmp_path_factory.mktemp("demos"), "tpelib.cli", "demos", "--no-browser", "--port", port)


def open_budget(page: Page, demos: Lab) -> None:
    page.goto(f"{demos.base}/budget")
    page.wait_for_selector(LIVE, state="attached")


def kernel_of(page: Page) -> str:
    found: str = json.loads(page.locator("#tpe-kernel").text_content() or "")["kernel"]
    return found


def wait_for_status(page: Page, path: str, status: int, method: str = "GET") -> None:
    """Ask for an address until it has this status (``wait_for_function`` awaits no promise)."""
    page.evaluate(
        """async ([path, status, method]) => {
            for (let tries = 0; tries < 600; tries++) {
                if ((await fetch(path, {method})).status === status) return;
                await new Promise(next => setTimeout(next, 100));
            }
            throw new Error(`${path}: never ${status}`);
        }""",
        [path, status, method],
    )


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
    for address in ("voila/tree", "voila/render/budget.ipynb", "voila/files/budget.ipynb", "api/contents"):
        assert page.request.get(f"{demos.base}/{address}").status == 404


def test_a_visit_writes_nothing(demos: Lab, page: Page) -> None:
    """After sliders were moved, is the folder of the demos as it was, and does the next visitor start afresh?"""
    before = {path: path.read_bytes() for path in notebooks_path("demos").rglob("*") if path.is_file()}
    open_budget(page, demos)
    margin = page.get_by_role("slider", name="Marge")
    margin.press("End")
    expect(page.locator(".tpe-answer")).to_contain_text("rapporterait")
    assert {
        path: path.read_bytes() for path in notebooks_path("demos").rglob("*") if path.is_file()
    } == before
    assert [cookie["name"] for cookie in page.context.cookies()] == ["_xsrf"]
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


def test_leaving_the_page_closes_its_kernel(demos: Lab, page: Page) -> None:
    """Is the memory of a visitor given back as soon as they leave?"""
    open_budget(page, demos)
    kernel = kernel_of(page)
    assert page.request.get(f"{demos.base}/api/kernels/{kernel}").ok
    page.goto(demos.base)
    wait_for_status(page, f"/api/kernels/{kernel}", 404)


def test_a_calculator_that_was_closed_says_so(demos: Lab, page: Page) -> None:
    """When the server closed an idle calculator, is there a sentence and a button that brings it back?"""
    open_budget(page, demos)
    page.evaluate(
        """async kernel => {
            const form = new FormData();
            form.append('_xsrf', document.cookie.match('_xsrf=([^;]*)')[1]);
            await fetch(`/voila/api/shutdown/${kernel}`, {method: 'POST', body: form});
            document.dispatchEvent(new Event('visibilitychange'));
        }""",
        kernel_of(page),
    )
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Le calculateur s’est arrêté")
    alert.get_by_role("button", name="Recharger la page").click()
    page.wait_for_selector(LIVE, state="attached")
    expect(alert).to_have_count(0)


def test_beyond_the_cap_a_visitor_reads_the_first_answer(tmp_path: Path, page: Page) -> None:
    """When there are too many visitors: a kind page with the first answer, and the calculator once there is room?"""
    options = ("--no-browser", "--port", str(free_port()), "--visiteurs", "1")
    server = served(tmp_path, "tpelib.cli", "demos", *options)
    full = next(server)
    open_budget(page, full)
    other = page.context.new_page()
    response = other.goto(f"{full.base}/budget")
    assert response
    assert response.status == 503
    assert int(response.headers["retry-after"]) > 0
    expect(other.get_by_role("alert")).to_contain_text("beaucoup de monde")
    expect(other.locator(".tpe-answer")).to_contain_text("Votre campagne perdrait 73 €")
    assert violations(other, "html") == []
    page.goto(full.base)
    wait_for_status(page, "/budget", 200, "HEAD")
    open_budget(page, full)
    assert list(server) == []


def test_an_error_in_a_cell_is_one_sentence(tmp_path: Path, page: Page) -> None:
    """When a calculator fails, does the visitor read a French sentence, and nothing of the traceback?"""
    notebook = json.loads(notebooks_path("demos", "budget.ipynb").read_text(encoding="utf-8"))
    [cell] = (cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    cell["source"] = (
        "import sys\nprint('bavard')\nprint('secret', file=sys.stderr)\nopen('/introuvable/secret')"
    )
    (tmp_path / "demos").mkdir()
    (tmp_path / "demos" / "budget.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    server = served(tmp_path, "tests.browser.demos_server", str(tmp_path), str(free_port()))
    page.goto(f"{next(server).base}/budget")
    expect(page.get_by_role("alert")).to_contain_text("Un imprévu a arrêté le calculateur")
    for told in ("secret", "bavard", "Traceback", "FileNotFoundError", "Voil"):
        assert told not in page.locator("body").inner_text()
        assert told not in page.locator("main").inner_html()
    page.goto("about:blank")
    assert list(server) == []


def test_a_demo_has_four_cells_at_most_and_begins_with_words() -> None:
    """Is there something to read before a kernel is up, and no more than four cells in a notebook?"""
    for demo in all_demos():
        path = notebooks_path("demos", f"{demo.slug}.ipynb")
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        assert len(cells) <= 4
        assert cells[0]["cell_type"] == "markdown"
