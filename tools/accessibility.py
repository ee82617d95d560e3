"""Write docs/accessibilite-mesures.md: what axe finds on each screen (``python -m tools.accessibility``).

The page is the raw result of a run: nothing in it is typed by hand. axe checks by itself a part of what the law
asks; a rule « à regarder » is one that it leaves to a person.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page

from tests.browser.course import audited
from tests.browser.test_course import CUT
from tools.screens import Screen, Stage, chromium, walk
from tpelib.base import french

PAGE = Path(__file__).resolve().parent.parent / "docs" / "accessibilite-mesures.md"
FITS = """cut => eval(cut)().length === 0 && document.documentElement.scrollWidth <= innerWidth"""

HEAD = "| Écran | Réussies | Violées | À regarder | À 200 % |\n|---|---|---|---|---|"

NARROWEST = 320
"""CSS pixels: WCAG 2.2, 1.4.10 asks for no less."""

Measure = tuple[Stage, Screen, dict[str, Any], bool]


def measured() -> Iterator[Measure]:
    """Yield each screen with the answer of axe, and whether it fits in half the width (a zoom of 200 %)."""
    with chromium() as browser:
        for stage, screen, page in walk(browser, _first_look()):
            answer = audited(page) if stage.own else audited(page, "html")
            page.set_viewport_size({"width": max(screen.width // 2, NARROWEST), "height": screen.height})
            yield stage, screen, answer, _fits(page)
            print(f"{screen.title}: {len(answer['violations'])}", flush=True)


def _first_look() -> Callable[[Screen], bool]:
    """Return what keeps one screen for each address and width: two pictures of a page are one page."""
    seen: set[tuple[str, int]] = set()

    def first(screen: Screen) -> bool:
        known = (screen.path, screen.width) in seen
        seen.add((screen.path, screen.width))
        return not known

    return first


def _fits(page: Page) -> bool:
    """Say whether nothing of a page ends beyond its window, once it has settled."""
    try:
        page.wait_for_function(FITS, arg=CUT, timeout=5_000)
    except Error:  # it waited in vain
        return False
    return True


def written(measures: list[Measure], today: date) -> str:
    """Return the page."""
    engine = measures[0][2]["testEngine"]
    agent = measures[0][2]["testEnvironment"]["userAgent"].split("HeadlessChrome/")[-1].split(" ")[0]
    failed = sum(len(answer["violations"]) for _, _, answer, _ in measures)
    faults = "aucune règle violée" if not failed else french.plural(failed, "règle violée", "règles violées")
    lines = [
        "<!-- Écrite par « python -m tools.accessibility » : ne la changez pas ici. -->",
        "# Mesures d’accessibilité",
        "",
        f"Le {french.day(today)}, {engine['name']} {engine['version']} dans Chromium {agent} : "
        f"{french.plural(len(measures), 'écran')}, {faults}. "
        "Les règles appliquées sont celles des WCAG 2.2, niveaux A et AA, et les bonnes pratiques d’axe.",
        "",
        "- **Réussies, violées** : ce qu’axe a pu décider seul.",
        "- **À regarder** : ce qu’axe laisse à une personne ; le plus souvent, un contraste qu’il ne sait pas calculer.",
        "- **À 200 %** : la page tient dans la moitié de sa largeur (320 pixels au moins), sans défilement horizontal.",
        "",
        "Dans JupyterLab, seules nos propres parties sont mesurées : formulaires, graphiques, pages, panneau. Le reste est à "
        "JupyterLab. Formgrader est à nbgrader ; il est mesuré en entier, et ses défauts sont dits.",
    ]
    shown = ""
    for stage, screen, answer, fits in measures:
        if stage.title != shown:
            lines += ["", f"## {stage.title}", "", HEAD]
            shown = stage.title
        counts = [len(answer[kind]) for kind in ("passes", "violations", "incomplete")]
        lines.append(
            f"| {screen.title} | {counts[0]} | {counts[1]} | {counts[2]} | {'oui' if fits else 'non'} |"
        )
    if failed:
        lines += [
            "",
            "## Les règles violées",
            "",
            "| Écran | Règle | Ce qu’axe en dit | Endroits |",
            "|---|---|---|---|",
        ]
        for _, screen, answer, _ in measures:
            lines += [
                f"| {screen.title} | `{rule['id']}` | {escape(rule['help'])} | {len(rule['nodes'])} |"
                for rule in answer["violations"]
            ]
    return "\n".join([*lines, ""])


def main() -> int:
    """Measure, and write the page."""
    measures = list(measured())
    PAGE.write_text(written(measures, date.today()), encoding="utf-8")
    found = Counter(rule["id"] for _, _, answer, _ in measures for rule in answer["violations"])
    print(dict(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
