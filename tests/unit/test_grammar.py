"""The grammar of charts: all of it is drawn, nothing else is, and a plotly figure is what the page draws."""

import json
import re
from typing import Any

import pytest

from tests.charts import CHANGES, LINE, changed, items, picture
from tpelib.base.errors import DomainError
from tpelib.charts.drawn import svg
from tpelib.charts.figure import figure
from tpelib.charts.grammar import GrammarError
from tpelib.charts.picture import Picture, Table
from tpelib.charts.shown import as_json, page_spec
from tpelib.charts.template import template
from tpelib.course.lessons import LESSONS


def test_the_samples_tell_the_whole_grammar() -> None:
    """Has each attribute, and each word that one may be, its own sample?"""
    assert set(CHANGES) == items()


@pytest.mark.parametrize("item", CHANGES)
def test_the_drawing_shows_each_attribute(item: str) -> None:
    """Does each attribute, and each word that one may be, change what is drawn without a browser?"""
    spec, place, value = CHANGES[item]
    assert svg(picture(spec)) != svg(picture(changed(spec, place, value)))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("data.0.type", "pie"),
        ("data.0.opacity", 0.5),
        ("data.0.line.dash", "longdash"),
        ("data.0.line.shape", "vh"),
        ("data.0.mode", "none"),
        ("data.0.y", [1, None, 2, 3]),
        ("layout.title", {"text": "Titre"}),
        ("layout.xaxis.tickformat", ".2f"),
        ("layout.shapes", [{"type": "circle", "x0": 0, "x1": 1, "y0": 0, "y1": 1}]),
    ],
)
def test_what_one_drawer_does_not_know_no_drawer_draws(place: str, value: Any) -> None:
    """Is a mark, an attribute or a word that is not in the grammar an error everywhere, with its place?"""
    wrong = picture(changed(LINE, place, value))
    for draw in (svg, as_json, figure):
        with pytest.raises(GrammarError, match=place.rpartition(".")[2]):
            draw(wrong)


@pytest.mark.parametrize("name", LESSONS)
def test_the_pictures_of_the_lessons_are_in_the_grammar(name: str) -> None:
    """Is each of them drawn by both, and plain JSON?"""
    shown = LESSONS[name]()
    json.dumps(as_json(shown))
    assert bool(shown.html) != bool(shown.spec)
    assert not shown.spec or svg(shown)


@pytest.mark.parametrize("name", ["evolution", "ages", "rythme", "deux-moyennes"])
def test_a_figure_is_what_the_page_draws(name: str) -> None:
    """Does a plotly figure hold the marks, the layout and the look of the page, to the letter?"""
    shown = LESSONS[name]()
    found = figure(shown)
    held = json.loads(found.to_json())
    drawn = json.loads(json.dumps(page_spec(shown)))
    assert held["data"] == drawn["data"]
    assert held["layout"].pop("meta")["reading"] == as_json(shown)["reading"]
    assert held["layout"].pop("template") == json.loads(json.dumps(template()))
    assert held["layout"] == {name: part for name, part in drawn["layout"].items() if part not in ({}, [])}


def test_a_figure_speaks_french_to_who_shows_it() -> None:
    """Do a page and a notebook get the names of months, and nothing to fetch from anywhere?"""
    found = figure(LESSONS["rythme"]())
    page = found.to_html()
    assert json.dumps({"locale": "fr"})[1:-1] in page
    assert not re.search(r"<script[^>]* src=", page)
    with pytest.MonkeyPatch.context() as patch:
        shown: list[Any] = []
        patch.setattr("plotly.io.show", lambda _figure, **options: shown.append(options["config"]))
        found._ipython_display_()
    assert [config["locales"]["fr"]["format"]["shortMonths"][1] for config in shown] == ["févr."]


def test_a_picture_made_of_words_is_no_figure() -> None:
    """Is a picture without a chart refused, with its title?"""
    words = Picture("Fiche", "Lisez.", "Lisez.", {}, Table("Fiche", [""], []), html="<p>Lisez.</p>")
    with pytest.raises(DomainError, match="Fiche"):
        figure(words)
