"""A learner's page and an assessor's show one chart: plotly.js in the browser and our own SVG, side by side."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.charts import BARS, CHANGES, LINE, MARK, NOTE, OTHER, PAIR, SPREAD, changed, picture
from tpelib.charts.drawn import svg
from tpelib.charts.grammar import Spec
from tpelib.charts.shown import as_json
from tpelib.charts.template import CONFIG, template
from tpelib.screens.widgets.scripts import script

pytestmark = pytest.mark.browser

Way = Sequence[tuple[float, float]]
LOOK = {"template": template(), "config": CONFIG}


@pytest.fixture
def easel(offline: Page) -> Page:
    """Give a page that has plotly.js and the chart's own script, as a notebook has them."""
    offline.set_content('<!doctype html><html lang="fr"><body></body></html>')
    offline.add_script_tag(path=str(files("plotly").joinpath("package_data/plotly.min.js")))
    code = script("chart").replace("export default", "globalThis.chart =")
    offline.add_script_tag(content=code, type="module")
    offline.add_script_tag(path=Path(__file__).with_name("facts.js"))
    return offline


def facts(page: Page, spec: Spec, *, drawn: bool) -> dict[str, Any]:
    """Return what one of the drawers shows."""
    given = {
        "picture": as_json(picture(spec)),
        "look": LOOK,
        "drawn": svg(picture(spec), 1264) if drawn else "",
    }
    found: dict[str, Any] = page.evaluate(
        "given => facts(given)", {**given, "colours": [MARK, OTHER, SPREAD, NOTE]}
    )
    return found


KINDS = sorted({item.partition(".")[0] for item in CHANGES})


@pytest.mark.parametrize("kind", KINDS)
def test_both_drawers_show_each_attribute(easel: Page, kind: str) -> None:
    """Does each attribute change both drawings, to as many marks of each colour, dashes, hatchings and words, along one way?"""
    apart = {}
    for item, (spec, place, value) in CHANGES.items():
        if item.startswith(f"{kind}."):
            other = changed(spec, place, value)
            live, still = facts(easel, other, drawn=False), facts(easel, other, drawn=True)
            unchanged = ["whole"] if facts(easel, spec, drawn=False)["whole"] == live["whole"] else []
            # plotly.js paints the cells of a heat map and its scale as images.
            heat = any(mark["type"] == "heatmap" for mark in other["data"])
            names = ("texts",) if heat else ("texts", "fills", "strokes", "hatched")
            differ = [f"{name}: {live[name]} / {still[name]}" for name in names if live[name] != still[name]]
            astray = [
                f"way of {colour}"
                for colour, ways in live["ways"].items()
                if len(ways) == 1 and _apart(still["ways"][colour][0], ways[0]) > 0.05
            ]
            apart[item] = [*unchanged, *differ, *astray]
    assert {item: what for item, what in apart.items() if what} == {}


def test_the_reader_of_drawings_sees_a_difference(easel: Page) -> None:
    """Would a step drawn as a ramp, a dash drawn plain and a bar too many be seen?"""
    ramp, step = (
        facts(easel, changed(LINE, "data.0.line.shape", shape), drawn=True) for shape in ("linear", "hvh")
    )
    assert _apart(ramp["ways"][MARK][0], step["ways"][MARK][0]) > 0.1
    plain, dashed = (
        facts(easel, changed(LINE, "data.0.line.dash", dash), drawn=False) for dash in ("solid", "dash")
    )
    assert plain["strokes"] != dashed["strokes"]
    one, two = (facts(easel, spec, drawn=drawn) for spec, drawn in ((BARS, True), (PAIR, False)))
    assert one["fills"] != two["fills"]


def _apart(one: Way, other: Way) -> float:
    """Return how far a way ever is from the other, in shares of its box."""
    return max(min(((x - a) ** 2 + (y - b) ** 2) ** 0.5 for a, b in other) for x, y in one)
