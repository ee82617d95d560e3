"""How a test reads and drives the course in JupyterLab."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

READY = ".jp-NotebookPanel:not(.lm-mod-hidden)[data-tpe-ready=true]"
OWN_PARTS = (
    ".tpe-form",
    ".tpe-chart",
    ".tpe-explorer",
    ".tpe-page",
    ".tpe-path",
    ".tpe-top",
    ".tpe-steps-nav",
    ".tpe-end-nav",
    ".tpe-search",
)


def open_notebook(page: Page, address: str) -> None:
    """Open a page of the course and wait until it shows itself, nothing run by hand."""
    page.goto(address)
    page.wait_for_selector(READY)


def form(page: Page, title: str) -> Locator:
    """Return the form with this title."""
    return page.get_by_role("region", name=title, exact=True)


def tab_to(page: Page, target: Locator, *, most: int = 80) -> None:
    """Press Tab until the focus is there: the way of who uses no mouse."""
    for _ in range(most):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not get there")


def saved(form_: Locator) -> None:
    """Wait until all that was typed in the form is saved, and it says so."""
    expect(form_).to_have_attribute("data-saved", "true")
    expect(form_.locator(".tpe-saved")).to_contain_text("Enregistré à")


def violations(page: Page, *parts: str) -> list[str]:
    """Return what axe finds in our own parts of the page, one line each."""
    return [
        f"{item['id']}: {item['help']} — {node['html'][:200]}"
        for item in audited(page, *parts)["violations"]
        for node in item["nodes"]
    ]


def audited(page: Page, *parts: str) -> dict[str, Any]:
    """Return all that axe says of our own parts of the page, or of these."""
    context = {"include": [[part] for part in parts or OWN_PARTS if page.locator(part).count()]}
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    answer: dict[str, Any] = Axe().run(page, context=context, options=options).response
    return answer
